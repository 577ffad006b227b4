//! A conversation as one page of HTML.

use std::fmt::Write as _;

use atelier_vocabulary::{Conversation, Role};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::blocks::{Part, parts, speaker};
use crate::walk::Step;
use crate::when::day_and_time;

/// What the page may do: show itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The look, on screen in both themes and on paper.
const STYLE: &str = include_str!("page.css");

/// Writes a conversation as a page that runs no script and fetches nothing.
pub fn html(conversation: &Conversation, steps: &[Step<'_>]) -> String {
    let title = if conversation.title.trim().is_empty() {
        "Conversation".to_owned()
    } else {
        escaped(&conversation.title)
    };
    let mut out = String::new();
    // Writing to a string does not fail.
    let _infallible = write!(
        out,
        "<!doctype html>\n<html lang=\"und\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">\
         <title>{title}</title>\n<style>\n{STYLE}</style></head>\n<body><main>\n\
         <h1 dir=\"auto\">{title}</h1>\n<p class=\"time\">{} to {}</p>\n",
        day_and_time(conversation.created_at),
        day_and_time(conversation.updated_at)
    );
    for step in steps {
        let message = step.message;
        let class = match message.role {
            Role::User => "person",
            Role::Assistant => "answer",
        };
        let branch = if step.follows { "" } else { " branch" };
        let _infallible = write!(
            out,
            "<article class=\"{class}{branch}\"><header><b>{}</b> <span class=\"time\">{}",
            escaped(&speaker(message)),
            day_and_time(message.created_at)
        );
        if step.of > 1 {
            let _infallible = write!(out, " · version {} of {}", step.place, step.of);
        }
        out.push_str("</span></header>\n<div dir=\"auto\">\n");
        for part in parts(message) {
            write_part(&mut out, &part);
        }
        out.push_str("</div></article>\n");
    }
    out.push_str("</main></body></html>\n");
    out
}

fn write_part(out: &mut String, part: &Part) {
    let _infallible = match part {
        Part::Said(text) => {
            pulldown_cmark::html::push_html(out, events(text));
            Ok(())
        }
        Part::Thought(text) => writeln!(
            out,
            "<details><summary>Thinking</summary><p class=\"plain\">{}</p></details>",
            escaped(text)
        ),
        Part::Named { name, text, .. } => writeln!(
            out,
            "<details><summary>{}</summary><pre><code>{}</code></pre></details>",
            escaped(name),
            escaped(text)
        ),
        Part::Note(text) => writeln!(out, "<p class=\"note\">{}</p>", escaped(text)),
    };
}

/// Markdown, in which nothing is markup of the page, nothing is fetched, and links lead to pages.
fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Image { dest_url, title, .. } | Tag::Link { dest_url, title, .. }) => {
            link(&dest_url, title)
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        // All else is words and their order.
        other => other,
    })
}

/// A link to a page or to somebody's mail; any other address leads nowhere.
fn link<'a>(address: &str, title: CowStr<'a>) -> Event<'a> {
    let lower = address.trim_start().to_ascii_lowercase();
    let leads = ["https://", "http://", "mailto:"].iter().any(|it| lower.starts_with(it));
    let dest_url = CowStr::from(if leads { address.to_owned() } else { "#".to_owned() });
    Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id: CowStr::from("") })
}

/// Text that is nothing but text, between tags and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}
