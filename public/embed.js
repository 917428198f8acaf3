// Sanctuary Atlas in other pages: frames as high as what they show, and links that become frames.
//   <iframe src=".../embed/place/us-il-chicago?height=auto" ...></iframe>
//   <a class="sanctuary-atlas" data-place="us-il-chicago" href="...">Chicago</a>
// Any element of the class that is empty or names a place will do, a frame without an address too. Data attributes: place, card, view, lens, date, lang, theme, hide, height.
(() => {
  const name = "sanctuaryAtlas";
  const own = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  if (self[name] || !own) return;
  const base = new URL(".", own.src).href;

  // A sandboxed frame has no origin: who speaks is known by its window. The number is only a wish.
  addEventListener("message", ({ data, source }) => {
    const height = Number(data && data[name]);
    if (!(height > 0) || !source) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source && frame.src.startsWith(base)) {
        frame.style.height = Math.min(Math.max(height, 80), 9999) + "px";
      }
    }
  });

  const load = () => {
    for (const link of document.querySelectorAll(".sanctuary-atlas:is(a,:empty,[data-place]):not([src])")) {
      const { place, card, lang, height } = link.dataset;
      const url = new URL("embed/" + (/^(fr|es)$/.test(lang) ? lang + "/" : ""), base);
      if (place) url.pathname += (card === undefined ? "place/" : "card/") + encodeURIComponent(place);
      for (const key of ["view", "lens", "date", "theme", "hide"]) {
        if (link.dataset[key]) url.searchParams.set(key, link.dataset[key]);
      }
      if (lang === "en") url.searchParams.set("lang", lang);
      if (card === undefined) url.searchParams.set("height", "auto");
      const frame = document.createElement("iframe");
      frame.title = link.title || link.textContent || "Sanctuary Atlas";
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
      frame.width = "100%";
      frame.height = height || 560;
      frame.setAttribute("frameborder", 0);
      frame.src = url;
      link.replaceWith(frame);
    }
  };
  self[name] = { load };
  load();
  new MutationObserver(load).observe(document, { childList: true, subtree: true });
})();
