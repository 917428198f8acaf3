// The dialog to share, cite and embed: fetched when a reader first asks for it, filled from the
// page's address. Its words and choices are `src/ui/share_form.rs`; addresses are those of `src/state/url.rs`.
const base = new URL(".", document.baseURI);
let dialog;

/// Parameters that an embed can take over from the page, by the choice that keeps them. Classes are filters that mean
/// something under their lens alone.
const KEPT = {
  view: ["view"],
  lens: ["lens", "classes"],
  date: ["date"],
  filters: ["models", "bases", "provisions", "levels", "nations", "confidence", "q", "classes"],
};

/// Opens the dialog in the page's language.
export async function open() {
  const { lang } = document.documentElement;
  if (!dialog || dialog.lang !== lang) {
    const answer = await fetch(new URL(`share/${lang}.html`, base));
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (dialog) dialog.remove();
    dialog = page.querySelector("dialog");
    dialog.lang = lang;
    document.body.append(dialog);
    listen();
  }
  const isMap = !page().path.startsWith("place/");
  field("what").closest("label").hidden = isMap;
  if (isMap) field("what").value = "map";
  hidden("title").closest("label").hidden = !isMap;
  hidden("panel").closest("label").hidden = isMap;
  let isAnyKept = false;
  for (const box of dialog.querySelectorAll("[name=keep]")) {
    const isThere = KEPT[box.value].some((name) => page().query.has(name));
    box.closest("label").hidden = !isThere;
    isAnyKept ||= isThere;
  }
  dialog.querySelector(".kept").hidden = !isAnyKept;
  // The map's own dialog draws what it shows; texts have no map.
  dialog.querySelector(".save-picture").hidden = !saveButton()?.offsetParent;
  listFiles();
  for (const said of dialog.querySelectorAll("[role=status]")) said.textContent = "";
  const link = page().link.href;
  dialog.querySelector("#share-link").value = link;
  // What is cited must stay as it was read, where the host keeps versions.
  dialog.querySelector("#share-citation").value = `${document.title}. ${dialog.dataset.date}. ${pinned(link)}`;
  dialog.querySelector("#share-bibtex").value = bibtex(pinned(link));
  fill();
  dialog.showModal();
  dialog.querySelector("h2").focus();
}

const field = (name) => dialog.querySelector(`select[name=${name}]`);
const hidden = (part) => dialog.querySelector(`[name=hide][value=${part}]`);

/// The page's address: whole, and without base and language.
function page() {
  const link = new URL(location.pathname + location.search, location);
  if (link.pathname !== base.pathname) link.pathname = link.pathname.replace(/\/$/, "");
  const below = link.pathname.startsWith(base.pathname) ? link.pathname.slice(base.pathname.length) : "";
  return { link, path: below.replace(/^(en|fr|es)(\/|$)/, "").replace(/\/$/, ""), query: link.searchParams };
}

const saveButton = () => document.querySelector(".controls [data-action=save]");

/// Files of the same name beside the page: those that the build writes for what is on file, and its card.
function listFiles() {
  const { path } = page();
  const isOnFile = path.startsWith("place/") && document.querySelector("#panel .as-of");
  const files = isOnFile ? ["json", "csv", "geojson"].map((kind) => `${path}.${kind}`) : [];
  const name = path || "card";
  const card = dialog.dataset.cards.split(" ").find((link) => link === name || link.endsWith("/" + name));
  if (card) files.push(`${card}.svg`, `${card}.png`);
  const list = dialog.querySelector(".files");
  list.hidden = !files.length;
  for (const link of list.querySelectorAll("a")) link.remove();
  for (const file of files) {
    const link = document.createElement("a");
    link.href = new URL(file, base);
    link.textContent = file.slice(file.lastIndexOf("."));
    link.download = file.slice(file.lastIndexOf("/") + 1);
    list.append(link, " ");
  }
}

/** An entry for LaTeX's bibliographies; what has a meaning there is escaped. */
function bibtex(link) {
  const escaped = (text) => text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
  const { date, atlas } = dialog.dataset;
  const year = /\d{4}/.exec(date)?.[0] ?? "";
  const key = ["sanctuary-atlas", page().path.split("/").pop(), year].filter(Boolean).join("-").replace(/[^\w-]/g, "");
  return `@misc{${key},\n  author = {{${escaped(atlas)}}},\n  title = {${escaped(document.title)}},\n  year = {${year}},\n  note = {${escaped(date)}},\n  url = {${link.replace(/[{}\\]/g, encodeURIComponent)}}\n}`;
}

function pinned(link) {
  const { version } = dialog.dataset;
  return version ? base + version + link.slice(base.href.length) : link;
}

/// Address of the embed that the choices describe.
function embed() {
  const { path, query } = page();
  const isCard = field("what").value === "card";
  const language = field("language").value;
  const folder = language === "fr" || language === "es" ? language + "/" : "";
  const link = new URL("embed/" + folder + (isCard ? path.replace(/^place/, "card") : path), base);
  const all = new URLSearchParams(isCard ? "" : query);
  all.delete("lang");
  all.delete("theme");
  for (const box of dialog.querySelectorAll("[name=keep]:not(:checked)")) KEPT[box.value].forEach((name) => all.delete(name));
  if (language === "en") all.set("lang", language);
  if (field("theme").value) all.set("theme", field("theme").value);
  if (!isCard) {
    const parts = [...dialog.querySelectorAll("[name=hide]:checked")].filter((part) => !part.closest("[hidden]"));
    if (parts.length) all.set("hide", parts.map((part) => part.value).join());
    if (field("height").value === "auto") all.set("height", "auto");
  }
  link.search = String(all).replaceAll("%2C", ",");
  return field("version")?.value === "pinned" ? pinned(link.href) : link.href;
}

function fill() {
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const link = embed();
  const loader = field("version")?.value === "pinned" ? pinned(base + "embed.js") : base + "embed.js";
  const frame = `<iframe src="${escaped(link)}" title="${escaped(document.title)}" width="100%" height="640" loading="lazy" frameborder="0" `
    + `sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
  const script = `\n<script src="${escaped(loader)}" async></script>`;
  dialog.querySelector("#share-frame").value = link;
  dialog.querySelector("#share-code").value = frame + (field("height").value === "auto" ? script : "");
  const preview = dialog.querySelector("iframe");
  if (preview.src !== link) preview.src = link;
}

function listen() {
  dialog.addEventListener("change", fill);
  dialog.addEventListener("focusin", ({ target }) => target.matches("textarea") && target.select());
  // A frame that nobody sees need not go on.
  dialog.addEventListener("close", () => dialog.querySelector("iframe").removeAttribute("src"));
  if (navigator.share) dialog.querySelector(".native").hidden = false;
  dialog.addEventListener("click", async ({ target }) => {
    if (target.matches(".done")) dialog.close();
    if (target.matches(".save-picture")) {
      dialog.close();
      saveButton()?.click();
    }
    if (target.matches(".native")) navigator.share({ title: document.title, url: page().link.href }).catch(() => {});
    if (target.matches(".copy")) {
      const text = target.parentElement.querySelector("textarea").value;
      const copied = await Promise.resolve(navigator.clipboard?.writeText(text)).then(() => !!navigator.clipboard, () => false);
      target.parentElement.querySelector("[role=status]").textContent = dialog.dataset[copied ? "copied" : "notCopied"];
    }
    const { width } = target.dataset;
    if (width) {
      dialog.querySelector(".preview").dataset.width = width;
      for (const button of dialog.querySelectorAll(".widths button")) button.setAttribute("aria-pressed", button === target);
    }
  });
}
