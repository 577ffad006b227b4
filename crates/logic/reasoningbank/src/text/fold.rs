//! Letters without case and accents.

/// Appends `letter` to `word` in lower case and without accents.
pub(super) fn fold(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    match lower(letter) {
        // Accents that stand alone, as decomposed text has them; soft hyphens and joiners.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'þ' => word.push_str("th"),
        // Wide forms, as East Asian keyboards type them.
        wide @ ('\u{ff10}'..='\u{ff19}' | '\u{ff41}'..='\u{ff5a}') => word.push(narrow(wide)),
        'ς' => word.push('σ'),
        letter => word.push(bare(letter)),
    }
}

/// Returns the lower case of a letter, in the alphabets that have case and are in use.
///
/// The standard library knows all of them, and takes 14 KB of tables to the page for it.
pub(crate) fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = u32::from(letter);
    let moved = match code {
        // Latin, Greek, Cyrillic, wide Latin.
        0xc0..=0xd6
        | 0xd8..=0xde
        | 0x391..=0x3a1
        | 0x3a3..=0x3ab
        | 0x410..=0x42f
        | 0xff21..=0xff3a => code + 0x20,
        // Pairs of which the even one is upper: Latin, Cyrillic.
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f => code | 1,
        // Pairs of which the odd one is.
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code + code % 2,
        0x1a0 | 0x1a2 | 0x1a4 | 0x1af => code + 1,
        0x130 => 0x69,
        0x178 => 0xff,
        0x1e9e => 0xdf,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x400..=0x40f => code + 0x50,
        0x4c0 => 0x4cf,
        // Armenian.
        0x531..=0x556 => code + 0x30,
        _ => code,
    };
    char::from_u32(moved).unwrap_or(letter)
}

/// Returns the plain form of a wide letter or digit.
fn narrow(wide: char) -> char {
    char::from_u32(u32::from(wide).saturating_sub(0xfee0)).unwrap_or(wide)
}

/// Returns the Latin letter below the accent; others as they are.
fn bare(letter: char) -> char {
    // Not `contains`: searching for texts would come along, with all that it says when it fails.
    let found = ACCENTED.iter().find(|(_, accented)| accented.chars().any(|it| it == letter));
    found.map_or(letter, |(bare, _)| *bare)
}

/// Lower-case letters of Latin 1 and Latin Extended A, and those of Vietnamese most in use.
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąạảấầẩẫậắằẳẵặ"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęěẹẻẽếềểễệ"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįıỉị"),
    ('j', "ĵ"),
    ('k', "ķĸ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŉŋ"),
    ('o', "òóôõöøōŏőọỏốồổỗộớờởỡợơ"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűųụủứừửữựư"),
    ('w', "ŵ"),
    ('y', "ýÿŷỳỵỷỹ"),
    ('z', "źżž"),
];

#[cfg(test)]
mod tests {
    //! Case falls away as the standard library has it, in the alphabets that are known here.

    use super::lower;

    #[test]
    fn case_is_that_of_the_standard_library() {
        let known = (0..0x180)
            .chain(0x1cd..0x1dd)
            .chain(0x386..0x3cf)
            .chain(0x400..0x530)
            .chain(0x531..0x557)
            .chain(0x1e00..0x1f00)
            .chain(0xff21..0xff5b);
        for letter in known.filter_map(char::from_u32) {
            let expected = letter.to_lowercase().next();
            assert_eq!(Some(lower(letter)), expected, "{letter} ({:x})", u32::from(letter));
        }
    }
}
