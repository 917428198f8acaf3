//! PNG files with a palette: pictures of few colours take a third of the bytes of full colour.

use std::collections::HashMap;

use resvg::tiny_skia::Pixmap;

type Rgb = [u8; 3];

/// Sizes of the palette that are tried, largest first.
const PALETTES: [usize; 3] = [40, 28, 20];
/// What makes a colour worth a place in the palette: a share of the pixels, and a squared distance from
/// all that have one. Wide areas first, then hues of their own, however small; blends last.
const STEPS: [(f64, i32); 5] = [
    (0.002, 40),
    (0.000_1, 4_000),
    (0.0, 900),
    (0.0, 300),
    (0.0, 0),
];

/// Opaque pixels as a PNG file of at most so many bytes, in as many colours as fit; none where even the
/// fewest do not. Colours with a meaning stay as they are.
pub fn encode(
    pixels: &Pixmap,
    meaning: &[Rgb],
    most_bytes: usize,
) -> Result<Option<Vec<u8>>, png::EncodingError> {
    let runs = runs(pixels);
    let colours = by_frequency(&runs);
    for size in PALETTES {
        let file = write(pixels, &runs, &colours, &palette(&colours, meaning, size))?;
        if file.len() <= most_bytes {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// Neighbouring pixels of one colour, as most are.
fn runs(pixels: &Pixmap) -> Vec<(Rgb, usize)> {
    let mut runs: Vec<(Rgb, usize)> = Vec::new();
    for pixel in pixels.data().chunks_exact(4) {
        match runs.last_mut() {
            Some((colour, length)) if colour[..] == pixel[..3] => *length += 1,
            _ => runs.push(([pixel[0], pixel[1], pixel[2]], 1)),
        }
    }
    runs
}

/// The colours, commonest first, and how many pixels each has.
fn by_frequency(runs: &[(Rgb, usize)]) -> Vec<(Rgb, usize)> {
    let mut counts: HashMap<Rgb, usize> = HashMap::new();
    for (colour, length) in runs {
        *counts.entry(*colour).or_default() += length;
    }
    let mut colours: Vec<(Rgb, usize)> = counts.into_iter().collect();
    colours.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    colours
}

/// Colours with a meaning and those of wide areas as they are, then the commonest of the others, first such as differ clearly.
fn palette(colours: &[(Rgb, usize)], meaning: &[Rgb], size: usize) -> Vec<Rgb> {
    let all = colours.iter().map(|(_, count)| count).sum::<usize>() as f64;
    let found = colours.iter().map(|(colour, _)| *colour);
    let mut palette: Vec<Rgb> = found.filter(|colour| meaning.contains(colour)).collect();
    palette.truncate(size);
    for (share, least) in STEPS {
        for (colour, count) in colours {
            if palette.len() == size || (*count as f64) < share * all {
                break;
            }
            let is_new = |known: &Rgb| distance(*known, *colour) > least;
            if palette.iter().all(is_new) {
                palette.push(*colour);
            }
        }
    }
    palette
}

fn write(
    pixels: &Pixmap,
    runs: &[(Rgb, usize)],
    colours: &[(Rgb, usize)],
    palette: &[Rgb],
) -> Result<Vec<u8>, png::EncodingError> {
    let nearest: HashMap<Rgb, u8> = colours
        .iter()
        .map(|&(colour, _)| {
            let best = (0u8..)
                .zip(palette)
                .min_by_key(|(_, known)| distance(**known, colour));
            (colour, best.map_or(0, |(number, _)| number))
        })
        .collect();
    let mut numbers = Vec::with_capacity(pixels.pixels().len());
    for (colour, length) in runs {
        numbers.resize(numbers.len() + length, nearest[colour]);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_deflate_compression(png::DeflateCompression::Level(9));
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&numbers)?;
    Ok(file)
}

fn distance(a: Rgb, b: Rgb) -> i32 {
    let parts = a.into_iter().zip(b);
    parts
        .map(|(a, b)| (i32::from(a) - i32::from(b)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A picture of as many colours as pixels, and half of it plain.
    fn busy() -> Pixmap {
        let mut pixels = Pixmap::new(64, 64).unwrap();
        for (number, pixel) in pixels.data_mut().chunks_exact_mut(4).enumerate() {
            let colour = match number % 2 {
                0 => [250, 250, 240],
                _ => [
                    (number >> 5) as u8,
                    (number / 3 % 256) as u8,
                    (number * 7 % 256) as u8,
                ],
            };
            pixel[..3].copy_from_slice(&colour);
            pixel[3] = 255;
        }
        pixels
    }

    #[test]
    fn the_commonest_colour_stays_as_it_is_and_less_room_means_fewer_colours() {
        let pixels = busy();
        let large = encode(&pixels, &[], usize::MAX).unwrap().unwrap();
        let small = encode(&pixels, &[], large.len() - 1).unwrap().unwrap();
        assert!(small.len() < large.len());
        let mut reader = png::Decoder::new(Cursor::new(&large)).read_info().unwrap();
        assert_eq!(reader.info().palette.as_ref().unwrap().len(), 3 * 40);
        let mut numbers = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut numbers).unwrap();
        let palette = reader.info().palette.as_ref().unwrap();
        let first = usize::from(numbers[0]) * 3;
        assert_eq!(palette[first..first + 3], [250, 250, 240]);
        assert_eq!(encode(&pixels, &[], 100).unwrap(), None);
    }

    #[test]
    fn a_rare_colour_with_a_meaning_stays() {
        let mut pixels = busy();
        let rare = [1, 2, 3];
        pixels.data_mut()[..3].copy_from_slice(&rare);
        let file = encode(&pixels, &[rare, [9, 9, 9]], usize::MAX)
            .unwrap()
            .unwrap();
        let mut reader = png::Decoder::new(Cursor::new(&file)).read_info().unwrap();
        let mut numbers = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut numbers).unwrap();
        let at = usize::from(numbers[0]) * 3;
        assert_eq!(reader.info().palette.as_ref().unwrap()[at..at + 3], rare);
    }
}
