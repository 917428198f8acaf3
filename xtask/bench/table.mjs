// The results as sections of a page of Markdown.

/** What each command's section begins with; a section goes on to the next mark. */
export const MARK = { peers: "<!-- cargo xtask bench -->", scale: "<!-- cargo xtask bench --scale -->" };

/** A page with one of its sections written anew; the others stay, in the order of the marks. */
export function withSection(page, mark, text) {
  const marks = Object.values(MARK);
  const from = (other) => {
    if (other === mark) return text;
    const start = page.indexOf(other);
    const ends = marks.map((next) => page.indexOf(next, start + 1)).filter((end) => end > start);
    return start < 0 ? "" : page.slice(start, Math.min(page.length, ...ends));
  };
  return marks.map((other) => from(other).trim()).filter(Boolean).join("\n\n") + "\n";
}

export const median = (values) => {
  const known = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return known.length ? known[Math.floor(known.length / 2)] : null;
};

const kb = (bytes) => `${Math.round(bytes / 1000)} KB`;
const ms = (value) => `${Math.round(value)} ms`;
const ROWS = [
  ["bytes", "bytes to the first map", kb],
  ["firstMap", "first map", ms],
  ["firstMapSlow", "first map, slow", ms],
  ["ready", "answers a click", ms],
  ["readySlow", "answers a click, slow", ms],
  ["loadTasks", "long tasks while loading", ms],
  ["worstClick", "worst click", (value) => (value < 16 ? "< 16 ms" : ms(value))],
  ["frameP50", "gesture: frame p50", ms],
  ["frameP95", "gesture: frame p95", ms],
  ["frameMax", "gesture: longest frame", ms],
  ["gestureTasks", "gesture: long tasks", ms],
  ["gestureCpu", "gesture: CPU", (value) => `${value.toFixed(2)} s`],
  ["crisp", "crisp after the last input", ms],
  ["memory", "memory after loading", (value) => `${Math.round(value)} MB`],
  ["memoryAfter", "memory after the gesture", (value) => `${Math.round(value)} MB`],
];

export function table({ machine, browser, medians, runs, areas, versions }) {
  const [ours, ...peers] = Object.keys(medians);
  const names = [ours, ...peers];
  const cell = (name, [key, , shown]) => (Number.isFinite(medians[name][key]) ? shown(medians[name][key]) : "–");
  const ratio = ([key]) => {
    const known = peers.map((name) => medians[name][key]).filter(Number.isFinite);
    const best = Math.min(...known);
    const own = medians[ours][key];
    return known.length && Number.isFinite(own) && best > 0 ? (own / best).toFixed(2) : "–";
  };
  const lines = [
    MARK.peers,
    "",
    "# Benchmarks",
    "",
    "Written by `cargo xtask bench`. All show the same areas, exported from `geodata/boundaries/` as GeoJSON",
    `(${areas.areas} areas, ${areas.vertices} vertices, ${(areas.bytes / 1e6).toFixed(1)} MB before compression), from one host with brotli. Each contender gets a fresh`,
    `browser each time; the contenders take turns; the figures are medians of ${runs} runs.`,
    "",
    `Machine: ${machine}. ${browser}, headless, 1280 x 800.`,
    `Peers: ${versions}.`,
    "",
    `| | ${names.join(" | ")} | ours / best peer |`,
    `| --- |${names.map(() => " ---: |").join("")} ---: |`,
    ...ROWS.map((row) => `| ${row[1]} | ${names.map((name) => cell(name, row)).join(" | ")} | ${ratio(row)} |`),
    "",
    "What is measured:",
    "",
    "- *first map*: from navigation until the frame after all areas are drawn in colour; *slow*: 9 Mbit/s, 60 ms, CPU four times slower.",
    "- *answers a click*: until the map can be used. Ours is painted by a small program before the app is there; peers do both at once.",
    "- *worst click*: the longest of ten clicks from input to the next frame (Event Timing). Ours opens a panel with the record; peers outline the area and write its name.",
    "- *gesture*: 24 wheel steps in, three drags that are let go in motion, 24 steps out, as input events of the browser.",
    "- *CPU*: of all processes of the browser, during the gesture and 0.6 s after it.",
    "- *crisp*: from the last input event to the last drawing or movement of the picture, the worst of four short gestures.",
    "- *memory*: of all processes of the browser (proportional set size), over that of an empty page.",
    "- Long tasks are those over 50 ms, added up.",
    "",
  ];
  return lines.join("\n");
}
