//! Letters without case and accents.

/// Appends `letter` to `word` in lower case and without accents.
pub(super) fn fold(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    for letter in letter.to_lowercase() {
        match letter {
            // Accents that stand alone, as decomposed text has them; soft hyphens and joiners.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'þ' => word.push_str("th"),
            // Wide forms, as East Asian keyboards type them.
            '\u{ff10}'..='\u{ff19}' | '\u{ff41}'..='\u{ff5a}' => word.push(narrow(letter)),
            _ => word.push(bare(letter)),
        }
    }
}

/// Returns the plain form of a wide letter or digit.
fn narrow(wide: char) -> char {
    char::from_u32(u32::from(wide).saturating_sub(0xfee0)).unwrap_or(wide)
}

/// Returns the Latin letter below the accent; others as they are.
fn bare(letter: char) -> char {
    let found = ACCENTED.iter().find(|(_, accented)| accented.contains(letter));
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
