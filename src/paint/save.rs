//! Hands a picture or a text to the reader as a file.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, HtmlAnchorElement,
    HtmlCanvasElement, HtmlImageElement, Url,
};

use crate::geo::Viewport;

/// How long a text stays for the browser to read, milliseconds.
const KEPT_MS: i32 = 60_000;

/// Address that holds an SVG document itself.
pub fn svg_address(svg: &str) -> String {
    let encoded = js_sys::encode_uri_component(svg);
    format!("data:image/svg+xml;charset=utf-8,{}", String::from(encoded))
}

/// Saves an SVG document.
pub fn save_svg(document: &Document, svg: &str, name: &str) {
    save(document, &svg_address(svg), name);
}

/// Saves a picture of an SVG document of a size, with `factor` pixels in one of its own.
pub fn save_png(document: &Document, svg: &str, size: Viewport, factor: f64, name: String) {
    let image = document
        .create_element("img")
        .ok()
        .and_then(|image| image.dyn_into::<HtmlImageElement>().ok());
    let Some(image) = image else { return };
    let (document, drawn) = (document.clone(), image.clone());
    let on_load = Closure::once_into_js(move || {
        if let Some(address) = png_address(&document, &drawn, size, factor) {
            save(&document, &address, &name);
        }
    });
    image.set_onload(on_load.dyn_ref());
    image.set_src(&svg_address(svg));
}

fn png_address(
    document: &Document,
    image: &HtmlImageElement,
    size: Viewport,
    factor: f64,
) -> Option<String> {
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (
        (size.width * factor).round(),
        (size.height * factor).round(),
    );
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
        .ok()?;
    canvas.to_data_url().ok()
}

/// Saves a text. As a blob: addresses that hold the text itself may not be as long as a table.
pub fn save_text(document: &Document, text: &str, media_type: &str, name: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties);
    let Ok(address) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else {
        return;
    };
    save(document, &address, name);
    // The browser reads it once this task is over.
    let forget = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&address);
    });
    if let Some(window) = document.default_view() {
        let _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEPT_MS);
    }
}

fn save(document: &Document, address: &str, name: &str) {
    let Ok(link) = document.create_element("a").map(JsValue::from) else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
}
