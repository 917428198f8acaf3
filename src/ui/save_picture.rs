//! The map as a file and on paper.

use leptos::{ev, html, prelude::*};
use leptos_i18n::t_string;

use super::{
    app::language_tag,
    dialog,
    lens_title::{dated, lens_title},
};
use crate::{
    explore::Lens,
    geo::Viewport,
    paint::{save_png, save_svg, svg},
    scene::{Look, Scene, Setting, Theme, World, compose},
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
    },
};

/// Pixels of a saved PNG in one of the screen.
const SIZES: [f64; 3] = [1.0, 2.0, 3.0];
/// A printed map is drawn in the detail of a good printer.
const PRINT_DENSITY: f64 = 3.0;

/// A dialog that saves what the map shows.
#[component]
pub fn SavePicture(dialog: NodeRef<html::Dialog>, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let picture = move |factor: f64| {
        state.world.with_untracked(|world| {
            let world = world.as_ref()?;
            let scene = scene(state, i18n, world, factor.max(2.0));
            let caption = caption(state, i18n, world);
            let svg = svg::picture(world, &scene, theme.get_untracked(), &caption);
            Some((svg, svg::size(scene.viewport, &caption)))
        })
    };
    let save_as_svg = move |_| {
        if let Some((svg, _)) = picture(1.0) {
            save_svg(&document(), &svg, "sanctuary-atlas.svg");
        }
        dialog::close(dialog);
    };
    let save_as_png = move |factor: f64| {
        if let Some((svg, size)) = picture(factor) {
            let name = format!("sanctuary-atlas-{}x.png", factor as u8);
            save_png(&document(), &svg, size, factor, name);
        }
        dialog::close(dialog);
    };
    move || {
        i18n.get_locale();
        let sizes = SIZES.map(|factor| {
            view! {
                <button type="button" data-save=format!("png-{}", factor as u8) on:click=move |_| save_as_png(factor)>
                    {format!("PNG {}×", factor as u8)}
                </button>
            }
        });
        view! {
            <dialog class="keys save" node_ref=dialog aria-labelledby="save-title">
                <h2 id="save-title" tabindex="-1">{t_string!(i18n, map.save)}</h2>
                <p>{t_string!(i18n, map.save_text)}</p>
                <div class="choices">
                    <button type="button" data-save="svg" on:click=save_as_svg>"SVG"</button>
                    {sizes.into_iter().collect_view()}
                </div>
                <button type="button" on:click=move |_| dialog::close(dialog)>{t_string!(i18n, app.close)}</button>
            </dialog>
        }
    }
}

/// On paper the map is a drawing, not a picture of pixels.
#[component]
pub fn PrintedMap() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let paper = NodeRef::<html::Div>::new();
    let draw = window_event_listener(ev::beforeprint, move |_| {
        let drawing = state.world.with_untracked(|world| {
            let world = world.as_ref()?;
            let scene = scene(state, i18n, world, PRINT_DENSITY);
            let name = t_string!(i18n, map.name);
            Some(svg::printed_map(world, &scene, Theme::Light, name))
        });
        if let (Some(paper), Some(drawing)) = (paper.get_untracked(), drawing) {
            paper.set_inner_html(&drawing);
        }
    });
    let clear = window_event_listener(ev::afterprint, move |_| {
        if let Some(paper) = paper.get_untracked() {
            paper.set_inner_html("");
        }
    });
    on_cleanup(move || {
        draw.remove();
        clear.remove();
    });
    view! { <div class="printed-map" node_ref=paper aria-hidden="true"></div> }
}

fn scene(state: AppState, i18n: I18n, world: &World, density: f64) -> Scene {
    let viewport: Viewport = state.viewport.get_untracked();
    let classes = state.classes.get_untracked();
    let setting = Setting {
        density,
        classes: Some(&classes),
        selected: state.selected.get_untracked(),
        graticule: state.seen_graticule(),
        ..Setting::new(
            state.view.get_untracked(),
            viewport,
            state.sheet_untracked(),
            language_tag(i18n),
        )
    };
    compose(world, &setting)
}

fn caption(state: AppState, i18n: I18n, world: &World) -> svg::Caption {
    let classes = state.classes.get_untracked();
    let lens = &classes.lens;
    let coverage = untrack(|| state.chosen_list()).map(|list| list.coverage);
    let filters = state.filters.get_untracked();
    let counts = classes.counts.iter().copied();
    let explained = counts.filter(|&(class, count)| count > 0 && filters.lets_class(lens, class));
    let title = match lens {
        Lens::Model => t_string!(i18n, app.tagline).to_owned(),
        lens => untrack(|| lens_title(state, i18n, lens)),
    };
    svg::Caption {
        title: format!("{} · {title}", t_string!(i18n, app.name)),
        date: dated(i18n, classes.date, world.atlas.index.date),
        attribution: t_string!(i18n, app.credits).to_owned(),
        legend: explained
            .map(|(class, _)| {
                let name = i18n::class(i18n, lens, class, coverage);
                (Look::of(class), name.to_owned())
            })
            .collect(),
    }
}
