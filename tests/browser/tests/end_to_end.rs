//! The built site in a real browser: what readers do, what host pages do, and what goes wrong.

mod about;
mod accessibility;
mod bad_links;
mod compare;
mod embeds;
mod failures;
mod frame_weight;
mod gallery;
mod gazetteer;
mod hard_cases;
mod history_calls;
mod hosting;
mod hosts;
mod languages;
mod map_tools;
mod moving;
mod painting;
mod pinned;
mod places;
mod privacy_and_policy;
mod screens;
mod search;
mod shared_pages;
mod sharing;
mod table;
mod text_pages;
