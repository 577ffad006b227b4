//! What the pictures look like, as far as that can be counted.

use super::{Face, Icon, Pictures, SIZES, picture};

/// The pixel at a place of the drawing, whose side is 32: alpha, red, green, blue.
fn at(icon: &Icon, x: usize, y: usize) -> [u8; 4] {
    let side = usize::try_from(icon.width).unwrap();
    let (column, row) = (x * side / 32, y * side / 32);
    let from = (row * side + column) * 4;
    icon.data[from..from + 4].try_into().unwrap()
}

/// How light a colour is (WCAG's relative luminance), on a ground of this grey.
fn luminance(pixel: [u8; 4], ground: f32) -> f32 {
    let [alpha, rgb @ ..] = pixel.map(|part| f32::from(part) / 255.0);
    let weights = [0.2126, 0.7152, 0.0722];
    let linear =
        |part: f32| if part <= 0.04 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    rgb.into_iter()
        .zip(weights)
        .map(|(part, weight)| weight * linear(part * alpha + ground * (1.0 - alpha)))
        .sum()
}

fn contrast(one: f32, other: f32) -> f32 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_face_is_whole_at_every_size() {
    let pictures = Pictures::draw();
    for face in [Face::Idle, Face::Working, Face::NeedsYou] {
        for (icon, size) in pictures.of(face).into_iter().zip(SIZES) {
            assert_eq!((icon.width, icon.height), (size.into(), size.into()));
            assert_eq!(icon.data.len(), usize::from(size) * usize::from(size) * 4);
            assert_eq!(at(&icon, 0, 0)[0], 0, "the corner is cut off, at {size}");
            assert_eq!(at(&icon, 3, 12)[0], 255, "the tile is solid, at {size}");
        }
    }
}

#[test]
fn what_is_going_on_is_seen_on_light_and_on_dark_panels() {
    // Off the middle, where a working face has its dot.
    let idle = picture(Face::Idle, 48);
    for face in [Face::Working, Face::NeedsYou] {
        let icon = picture(face, 48);
        let badge = at(&icon, 29, 23);
        assert_ne!(badge, at(&idle, 29, 23), "{face:?}");
        for ground in [0.95, 0.13] {
            let panel = luminance([0, 0, 0, 0], ground);
            let seen = contrast(luminance(badge, ground), panel);
            assert!(seen >= 3.0, "{face:?} on {ground}: {seen}");
        }
    }
    let letter = contrast(luminance(at(&idle, 16, 9), 0.0), luminance(at(&idle, 4, 10), 0.0));
    assert!(letter >= 4.5, "the letter on its tile: {letter}");
}
