//! What is attached to a message: what it is by its bytes, and what of it can be sent.
//!
//! Bytes go in, facts and texts come out. It opens no file, trusts no name, and takes no more memory
//! than its limits say, whatever a file declares of itself: an archive that unpacks to gigabytes, a
//! picture with a width of a hundred thousand, XML that refers to itself.

mod kind;
mod name;
mod office;
mod pdf;
mod picture;
mod text;

pub use kind::{HEAD_BYTES, Kind, PictureFormat, kind};
pub use name::clean_name;
pub use office::{OfficeError, OfficeText, office_text};
pub use pdf::pdf_pages;
pub use picture::{MOST_BYTES, MOST_SIDE, Picture, PictureError, picture};
pub use text::{TextError, text};
