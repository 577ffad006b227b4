//! Which argument is taken for a link.

use super::given;

#[test]
fn only_what_begins_as_a_link_is_taken_for_one() {
    let of = |arguments: &[&str]| given(arguments.iter().map(|it| (*it).to_owned()));
    assert_eq!(of(&["atelier://new?text=a"]), Some("atelier://new?text=a".to_owned()));
    assert_eq!(of(&["--flag", "Atelier:x", "atelier:y"]), Some("Atelier:x".to_owned()));
    for other in ["", "--atelier:", "file:///etc/passwd", "/tmp/atelier:x", "aätelier:", "atelie"]
    {
        assert_eq!(of(&[other]), None, "{other}");
    }
}
