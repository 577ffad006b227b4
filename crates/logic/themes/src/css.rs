//! Style sheets, reduced to colours for known roles.

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserInput, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use crate::{Base, Color, Draft, Reading, Tokens, is_role, shown};

/// Reads a style sheet. Of all that can stand in one, only `--role: colour` survives, in rules for
/// `:root`, `html` or `[data-theme=…]`; what is left out is named.
pub fn read_css(text: &str) -> Reading {
    let mut reading = Reading::default();
    let found = declarations(text, &mut reading);
    let mut root = Tokens::new();
    let mut bases = [(Base::Light, Tokens::new()), (Base::Dark, Tokens::new())];
    for Found { of, role, color } in found {
        if !is_role(&role) {
            reading.leave_out(format!("`--{}` is no colour role.", shown(&role)));
            continue;
        }
        match of {
            None => drop(root.insert(role, color)),
            Some(base) => {
                for (_, tokens) in bases.iter_mut().filter(|(it, _)| *it == base) {
                    tokens.insert(role.clone(), color);
                }
            }
        }
    }
    let draft = |base, tokens| Draft { name: String::new(), author: String::new(), base, tokens };
    if bases.iter().all(|(_, tokens)| tokens.is_empty()) {
        if !root.is_empty() {
            reading.themes.push(draft(base_of(&root), root));
        }
        return reading;
    }
    for (base, own) in bases.into_iter().filter(|(_, own)| !own.is_empty()) {
        let mut tokens = root.clone();
        tokens.extend(own);
        reading.themes.push(draft(base, tokens));
    }
    reading
}

/// A colour for a role, and for which base it is meant; none means any.
pub(crate) struct Found {
    pub(crate) of: Option<Base>,
    pub(crate) role: String,
    pub(crate) color: Color,
}

/// The colours that a sheet gives to custom properties.
pub(crate) fn declarations(text: &str, reading: &mut Reading) -> Vec<Found> {
    let mut input = ParserInput::new(text);
    let mut parser = Parser::new(&mut input);
    let mut rules = Rules { found: Vec::new(), left_out: Vec::new() };
    let mut broken = 0_usize;
    for rule in StyleSheetParser::new(&mut parser, &mut rules) {
        if rule.is_err() {
            broken += 1;
        }
    }
    for why in rules.left_out {
        reading.leave_out(why);
    }
    if broken > 0 {
        reading.leave_out(format!(
            "{broken} of the rules are for something else than `:root` or `[data-theme]`."
        ));
    }
    rules.found
}

struct Rules {
    found: Vec<Found>,
    left_out: Vec<String>,
}

impl<'i> QualifiedRuleParser<'i> for Rules {
    type Prelude = Vec<Option<Base>>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude<'t>(
        &mut self,
        input: &mut Parser<'i, 't>,
    ) -> Result<Self::Prelude, ParseError<'i, ()>> {
        let start = input.position();
        while input.next_including_whitespace_and_comments().is_ok() {}
        let bases = input.slice_from(start).split(',').map(base_named).collect::<Option<Vec<_>>>();
        bases.ok_or_else(|| input.new_custom_error(()))
    }

    fn parse_block<'t>(
        &mut self,
        bases: Self::Prelude,
        _start: &ParserState,
        input: &mut Parser<'i, 't>,
    ) -> Result<(), ParseError<'i, ()>> {
        let mut body = Body { left_out: Vec::new() };
        for item in RuleBodyParser::new(input, &mut body) {
            let Ok((role, color)) = item else { continue };
            for of in &bases {
                self.found.push(Found { of: *of, role: role.clone(), color });
            }
        }
        // Whoever names the bases one by one means those, and not any.
        self.left_out.extend(body.left_out);
        Ok(())
    }
}

/// No at-rule is taken: none of them is a colour.
impl AtRuleParser<'_> for Rules {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

struct Body {
    left_out: Vec<String>,
}

impl Body {
    fn leave_out(&mut self, why: String) {
        if self.left_out.len() < crate::MOST_NAMED {
            self.left_out.push(why);
        }
    }
}

impl<'i> DeclarationParser<'i> for Body {
    type Declaration = (String, Color);
    type Error = ();

    fn parse_value<'t>(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i, 't>,
        _start: &ParserState,
    ) -> Result<Self::Declaration, ParseError<'i, ()>> {
        let Some(role) = name.strip_prefix("--") else {
            self.leave_out(format!("`{}` is no colour role.", shown(&name)));
            return Err(input.new_custom_error(()));
        };
        match input.parse_entirely(Color::parse) {
            Ok(color) => Ok((role.to_owned(), color)),
            Err(error) => {
                self.leave_out(format!("`--{}` is not given an opaque colour.", shown(role)));
                Err(error)
            }
        }
    }
}

impl QualifiedRuleParser<'_> for Body {
    type Prelude = ();
    type QualifiedRule = (String, Color);
    type Error = ();
}

impl AtRuleParser<'_> for Body {
    type Prelude = ();
    type AtRule = (String, Color);
    type Error = ();
}

impl RuleBodyItemParser<'_, (String, Color), ()> for Body {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

/// The base that a selector names; `Some(None)` is the page itself.
#[expect(clippy::option_option, reason = "a selector can be unknown, or name no base")]
fn base_named(selector: &str) -> Option<Option<Base>> {
    let plain: String =
        selector.chars().filter(|it| !it.is_whitespace() && !matches!(it, '"' | '\'')).collect();
    let rest = plain.strip_prefix(":root").or_else(|| plain.strip_prefix("html")).unwrap_or(&plain);
    match rest {
        "" if !plain.is_empty() => Some(None),
        "[data-theme=light]" => Some(Some(Base::Light)),
        "[data-theme=dark]" => Some(Some(Base::Dark)),
        _ => None,
    }
}

/// What a set of colours most likely stands on.
fn base_of(tokens: &Tokens) -> Base {
    match tokens.get("surface").map(|surface| surface.luminance()) {
        Some(light) if light < 0.2 => Base::Dark,
        _ => Base::Light,
    }
}
