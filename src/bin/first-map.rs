//! The small wasm that `public/first-map.js` runs before the app: bytes in, a recording out.
//!
//! Without wasm-bindgen: its glue keeps the wasm's memory for as long as the page lives, and here all
//! that crosses the border is a few rows of bytes and numbers.
//!
//! The page asks for room ([`room`]), writes into it, and calls [`paint`]; then it reads the rows
//! that [`start`] and [`length`] tell.

use std::cell::RefCell;

use sanctuary_atlas::{
    domain::Language,
    first_map::{Page, first_map},
    geo::{Covered, Viewport},
    paint::Recording,
    scene::Theme,
};

/// What the page writes, in this order: the runtime files index and land; path, query and language in
/// a line each.
const ROOMS: usize = 3;

/// What the page reads: numbers and texts (a line each) of the map, then those of its marks.
struct Rows {
    numbers: [Vec<f64>; 2],
    texts: [String; 2],
}

thread_local! {
    static WRITTEN: RefCell<[Vec<u8>; ROOMS]> = const { RefCell::new([const { Vec::new() }; ROOMS]) };
    static ROWS: RefCell<Rows> = const {
        RefCell::new(Rows {
            numbers: [const { Vec::new() }; 2],
            texts: [const { String::new() }; 2],
        })
    };
}

/// Where the page may write `length` bytes; null where there is no such room.
#[unsafe(no_mangle)]
pub extern "C" fn room(which: usize, length: usize) -> *mut u8 {
    WRITTEN.with_borrow_mut(|written| match written.get_mut(which) {
        Some(room) => {
            *room = vec![0; length];
            room.as_mut_ptr()
        }
        None => std::ptr::null_mut(),
    })
}

/// Records the first map; whether there is one.
///
/// Sizes in CSS pixels: of the map's box, and of the panel over it (0 where there is none). `scheme`:
/// 1 where the reader prefers dark.
#[unsafe(no_mangle)]
pub extern "C" fn paint(
    width: f64,
    height: f64,
    panel_width: f64,
    panel_height: f64,
    density: f64,
    scheme: u32,
) -> u32 {
    let [index, land, words] = WRITTEN.take();
    let words = String::from_utf8_lossy(&words);
    let mut words = words.split('\n');
    let mut word = || words.next().unwrap_or_default();
    let viewport = Viewport { width, height };
    let page = Page {
        path: word(),
        query: word(),
        language: Language::from_tag(word()).unwrap_or(Language::English),
        theme: if scheme == 1 {
            Theme::Dark
        } else {
            Theme::Light
        },
        viewport,
        covered: Covered::by_panel((panel_width, panel_height), viewport),
        density,
    };
    let Ok(painted) = first_map(&page, &index, &land) else {
        return 0;
    };
    let parts = |recording: Recording| {
        let (numbers, texts) = recording.into_parts();
        (numbers, texts.join("\n"))
    };
    let (map, marks) = (parts(painted.map), painted.marks.map(parts));
    let marks = marks.unwrap_or_default();
    ROWS.set(Rows {
        numbers: [map.0, marks.0],
        texts: [map.1, marks.1],
    });
    1
}

/// Where a row begins: 0 and 1 numbers and texts of the map, 2 and 3 of its marks.
#[unsafe(no_mangle)]
pub extern "C" fn start(row: usize) -> *const u8 {
    ROWS.with_borrow(|rows| match row % 2 {
        0 => rows.numbers[row / 2 % 2].as_ptr().cast(),
        _ => rows.texts[row / 2 % 2].as_ptr(),
    })
}

/// How many numbers, or bytes of text, a row has.
#[unsafe(no_mangle)]
pub extern "C" fn length(row: usize) -> usize {
    ROWS.with_borrow(|rows| match row % 2 {
        0 => rows.numbers[row / 2 % 2].len(),
        _ => rows.texts[row / 2 % 2].len(),
    })
}

fn main() {}
