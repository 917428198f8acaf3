// Runs before anything is painted: pins the colour scheme that the link asks for, and inside another
// page tells that page how high the content is, in the formats that hosts already listen for.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  root.dataset.scripts = "";
  const theme = query.get("theme");
  if (theme === "dark" || theme === "light") {
    root.dataset.theme = theme;
    // Else the frame's own ground would be the reader's scheme until the style sheet is there.
    document.querySelector("meta[name=color-scheme]").content = theme;
  }
  if (/\/embed(\/|$)/.test(location.pathname)) {
    root.dataset.embedded = "";
    root.dataset.hides = (query.get("hide") || "").replace(/,/g, " ");
  }
  // Words that the app is going to write in another language would jump.
  const tags = [query.get("lang"), root.lang !== "en" && root.lang, ...navigator.languages].map((tag) => (tag || "").slice(0, 2));
  if ((tags.find((tag) => ["en", "fr", "es"].includes(tag)) || "en") !== root.lang) root.dataset.otherLanguage = "";
  if (parent === self) return;

  // WordPress writes a secret behind the address and wants it back (wp-embed.js).
  const secret = (/[#&?]secret=(\w+)/.exec(location.hash) || [])[1];
  const pym = query.get("childId");
  const isCard = /\/card\/[^/]*\/?$/.test(location.pathname);
  if (isCard || secret || pym !== null || query.get("height") === "auto") root.dataset.follows = "";
  else return;

  const place = (/\/(?:place|card)\/([\w-]+)/.exec(location.pathname) || [])[1] || "map";
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    // Off screen, browsers stop measuring: the height of an empty page must not be what stays.
    if (!height || height === told || !document.querySelector(".atlas, .card")) return;
    told = height;
    // A bare number, no secret of ours: it may go to whoever the host is.
    parent.postMessage({
      sanctuaryAtlas: height,
      message: "height", value: height, secret, // WordPress
      "datawrapper-height": { [place]: height },
      type: "owid-bespoke-embed-height", height, // Our World in Data
    }, "*");
    if (pym !== null) parent.postMessage(`pymxPYMx${pym}xPYMxheightxPYMx${height}`, "*");
  };
  addEventListener("DOMContentLoaded", () => new ResizeObserver(tell).observe(document.body));
  if (!secret) return;
  // In WordPress's sandbox no window opens; the host follows links to the same site by itself.
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[target]");
    if (!link || link.origin !== location.origin) return;
    event.preventDefault();
    parent.postMessage({ message: "link", value: link.href, secret }, "*");
  });
})();
