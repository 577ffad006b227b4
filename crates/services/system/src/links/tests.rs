//! Which links lead where, and which lead nowhere.

use atelier_vocabulary::LinkPlace;

use super::read::place;

const ID: &str = "018f3c5a-7b1e-7000-8000-000000000000";

#[test]
fn what_is_known_leads_somewhere() {
    let new = |text: &str, project: Option<&str>| LinkPlace::New {
        text: text.to_owned(),
        project: project.map(str::to_owned),
    };
    let settings =
        |section: Option<&str>| LinkPlace::Settings { section: section.map(str::to_owned) };
    for (url, leads) in [
        ("atelier://new", new("", None)),
        ("atelier://new/", new("", None)),
        ("ATELIER://New?", new("", None)),
        ("atelier://new?text=Hello+there%21", new("Hello there!", None)),
        ("atelier://new/?text=a%0Ab%0D%0Ac%09d", new("a\nb\nc\td", None)),
        ("atelier://new?text=%E2%82%AC%20%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB", new("€ 👩‍💻", None)),
        ("atelier://new?project=Novel&text=a%26b%3Dc", new("a&b=c", Some("Novel"))),
        ("atelier://new?text=1+%2B+1", new("1 + 1", None)),
        ("atelier://settings", settings(None)),
        ("atelier://settings/", settings(None)),
        ("atelier://settings/local-api", settings(Some("local-api"))),
        (&format!("atelier://c/{ID}"), LinkPlace::Conversation { id: ID.parse().unwrap() }),
    ] {
        assert_eq!(place(url), Ok(leads), "{url}");
    }
}

#[test]
fn what_is_hostile_leads_nowhere_and_is_not_repeated() {
    let id = format!("atelier://c/{ID}");
    for url in [
        "",
        "atelier",
        "atelier:",
        "atelier:new?text=a",
        "atelier://",
        "https://example.org/",
        "javascript:alert(1)",
        " atelier://new",
        "atelier://new?text=a b",
        "atelier://new?text=a\nb",
        "atelier://new?text=ä",
        "atelier://new\0",
        "atelier://new?text=a#send",
        "atelier://new?text=a&send=1",
        "atelier://new?text=a&auto",
        "atelier://new?text=a&text=b",
        "atelier://new?TEXT=a",
        "atelier://new?project=a&project=b",
        "atelier://new?project=",
        "atelier://new?project=%0A",
        "atelier://new/deeper?text=a",
        "atelier://user@new?text=a",
        "atelier://new:80?text=a",
        "atelier://run?command=ls",
        "atelier://skill/install?url=x",
        "atelier://new?text=%",
        "atelier://new?text=%4",
        "atelier://new?text=%zz",
        "atelier://new?text=%+1",
        "atelier://new?text=%FF",
        "atelier://new?text=%C0%80",
        "atelier://new?text=%00",
        "atelier://new?text=%1B%5B2J",
        "atelier://new?text=%E2%80%AEcod",
        "atelier://new?text=%E2%80%8Bcod",
        "atelier://new?text=%F3%A0%81%81",
        "atelier://settings/../c",
        "atelier://settings/%2e%2e",
        "atelier://settings/Secret",
        "atelier://settings?section=x",
        "atelier://c",
        "atelier://c/",
        "atelier://c/..",
        "atelier://c/not-an-id",
        &format!("{id}?text=a"),
        &format!("{id}/{ID}"),
    ] {
        let refusal = place(url).expect_err(url);
        assert!(refusal.message.starts_with("the link was not opened: "), "{url}: {refusal}");
        let said = url.get(11..).filter(|rest| rest.len() > 2);
        assert!(said.is_none_or(|rest| !refusal.message.contains(rest)), "{url}: {refusal}");
    }
}
