//! The mark of Atelier as a tray shows it, drawn for the few sizes that trays have.
//!
//! The tile of the mark is its own ground, so that one picture stands on light and on dark panels.

use ksni::Icon;

/// What the icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Nothing is under way.
    Idle,
    /// Answers are arriving.
    Working,
    /// Something failed while nobody looked.
    NeedsYou,
}

/// Widths and heights, in px.
const SIZES: [u16; 6] = [16, 22, 24, 32, 44, 48];
/// The side of the square that the mark is described in.
const SIDE: f32 = 32.0;

const TILE: Rgb = [0x97, 0x36, 0x01];
const LETTER: Rgb = [0xfc, 0xf9, 0xf5];
const BLUE: Rgb = [0x2b, 0x7f, 0xd6];
const RED: Rgb = [0xd6, 0x28, 0x28];
const WHITE: Rgb = [0xff, 0xff, 0xff];

/// Where what is going on is shown, and how far it reaches.
const BADGE: Point = (23.5, 23.5);
const BADGE_RADIUS: f32 = 8.2;

type Rgb = [u8; 3];
type Point = (f32, f32);

/// Every picture, drawn once.
pub(super) struct Pictures {
    idle: Vec<Icon>,
    working: Vec<Icon>,
    needs_you: Vec<Icon>,
}

impl Pictures {
    pub(super) fn draw() -> Self {
        let all = |face| SIZES.map(|size| picture(face, size)).to_vec();
        Self { idle: all(Face::Idle), working: all(Face::Working), needs_you: all(Face::NeedsYou) }
    }

    pub(super) fn of(&self, face: Face) -> Vec<Icon> {
        match face {
            Face::Idle => self.idle.clone(),
            Face::Working => self.working.clone(),
            Face::NeedsYou => self.needs_you.clone(),
        }
    }
}

/// Draws a face: ARGB32, not premultiplied, row by row.
fn picture(face: Face, size: u16) -> Icon {
    let scale = f32::from(size) / SIDE;
    let mut data = Vec::with_capacity(usize::from(size) * usize::from(size) * 4);
    for row in 0..size {
        for column in 0..size {
            let at = |pixel: u16| (f32::from(pixel) + 0.5) / scale;
            let mut pixel = Pixel { at: (at(column), at(row)), scale, rgb: [0.0; 3], alpha: 0.0 };
            pixel.mark();
            match face {
                Face::Idle => {}
                Face::Working => pixel.ring(),
                Face::NeedsYou => pixel.exclamation(),
            }
            data.extend(pixel.argb());
        }
    }
    Icon { width: size.into(), height: size.into(), data }
}

/// One pixel while it is drawn; its colour is multiplied by its alpha.
struct Pixel {
    at: Point,
    /// How many px one unit of the drawing is.
    scale: f32,
    rgb: [f32; 3],
    alpha: f32,
}

impl Pixel {
    /// The tile with its letter.
    fn mark(&mut self) {
        let corner = 8.0;
        let beyond = |along: f32| ((along - SIDE / 2.0).abs() - (SIDE / 2.0 - corner)).max(0.0);
        self.paint(TILE, beyond(self.at.0).hypot(beyond(self.at.1)) - corner);
        // A stroke is never thinner than can be seen.
        let half = (0.9 / self.scale).max(1.3);
        let strokes =
            [((9.0, 24.0), (16.0, 8.0)), ((16.0, 8.0), (23.0, 24.0)), ((11.6, 18.5), (20.4, 18.5))];
        let nearest =
            strokes.map(|(from, to)| self.away_from(from, to)).into_iter().fold(SIDE, f32::min);
        self.paint(LETTER, nearest - half);
    }

    /// A ring with a dot in it: something is live.
    fn ring(&mut self) {
        let away = self.badge();
        self.paint(BLUE, away - BADGE_RADIUS);
        self.paint(WHITE, away - 3.6);
    }

    /// A mark that calls somebody.
    fn exclamation(&mut self) {
        let away = self.badge();
        self.paint(RED, away - BADGE_RADIUS);
        let (x, y) = BADGE;
        let half = (0.85 / self.scale).max(1.2);
        self.paint(WHITE, self.away_from((x, y - 4.2), (x, y + 0.9)) - half);
        self.paint(WHITE, self.away_from((x, y + 4.4), (x, y + 4.5)) - half);
    }

    /// Makes room for a badge, with a gap around it; returns how far away its middle is.
    fn badge(&mut self) -> f32 {
        let away = (self.at.0 - BADGE.0).hypot(self.at.1 - BADGE.1);
        let left = 1.0 - self.cover(away - BADGE_RADIUS - 1.6);
        self.rgb = self.rgb.map(|part| part * left);
        self.alpha *= left;
        away
    }

    /// Paints over what is there, inside of a shape whose edge is `beyond` away.
    fn paint(&mut self, color: Rgb, beyond: f32) {
        let cover = self.cover(beyond);
        for (part, new) in self.rgb.iter_mut().zip(color) {
            *part = *part * (1.0 - cover) + f32::from(new) * cover;
        }
        self.alpha = self.alpha * (1.0 - cover) + cover;
    }

    /// How much of the pixel lies inside of an edge.
    fn cover(&self, beyond: f32) -> f32 {
        (0.5 - beyond * self.scale).clamp(0.0, 1.0)
    }

    fn away_from(&self, from: Point, to: Point) -> f32 {
        let (along, across) =
            ((to.0 - from.0, to.1 - from.1), (self.at.0 - from.0, self.at.1 - from.1));
        let length = along.0 * along.0 + along.1 * along.1;
        let part = ((across.0 * along.0 + across.1 * along.1) / length).clamp(0.0, 1.0);
        (across.0 - along.0 * part).hypot(across.1 - along.1 * part)
    }

    fn argb(&self) -> [u8; 4] {
        let visible = self.alpha.max(f32::EPSILON);
        let [red, green, blue] = self.rgb.map(|part| byte(part / visible));
        [byte(self.alpha * 255.0), red, green, blue]
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is rounded and within a byte"
)]
fn byte(part: f32) -> u8 {
    part.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests;
