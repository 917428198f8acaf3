// Paints the first map before the app is there: a small wasm reads the data and records what to draw,
// this carries it out. Whatever goes wrong here, the app paints the map a little later.

/** Carries out a recording on a canvas. */
class Player {
  constructor(context, numbers, texts) {
    Object.assign(this, { context, numbers, texts, at: 0, tiles: [], patterns: [] });
  }

  play() {
    while (this.at < this.numbers.length) CALLS[this.number()](this, this.context);
  }

  number() {
    return this.numbers[this.at++];
  }

  text() {
    return this.texts[this.number()];
  }
}

// What a recording can ask for, in the order of Call in src/paint/recording.rs.
const CALLS = Object.values({
  save(p, c) { c.save(); },
  restore(p, c) { c.restore(); },
  place(p, c) { const scale = p.number(); c.setTransform(scale, 0, 0, scale, p.number(), p.number()); },
  beginPath(p, c) { c.beginPath(); },
  closePath(p, c) { c.closePath(); },
  trace(p, c) {
    const { numbers } = p;
    let at = p.at + 1;
    const end = at + 2 * p.number();
    c.moveTo(numbers[at++], numbers[at++]);
    while (at < end) c.lineTo(numbers[at++], numbers[at++]);
    p.at = end;
  },
  rect(p, c) { c.rect(p.number(), p.number(), p.number(), p.number()); },
  circle(p, c) { c.arc(p.number(), p.number(), p.number(), 0, 2 * Math.PI); },
  clip(p, c) { c.clip(); },
  fill(p, c) { c.fill(); },
  fillEvenOdd(p, c) { c.fill("evenodd"); },
  stroke(p, c) { c.stroke(); },
  fillRect(p, c) { c.fillRect(p.number(), p.number(), p.number(), p.number()); },
  clearRect(p, c) { c.clearRect(p.number(), p.number(), p.number(), p.number()); },
  fillStyle(p, c) { c.fillStyle = p.text(); },
  fillPattern(p, c) { c.fillStyle = p.patterns[p.number()]; },
  strokeStyle(p, c) { c.strokeStyle = p.text(); },
  lineWidth(p, c) { c.lineWidth = p.number(); },
  lineJoin(p, c) { c.lineJoin = p.text(); },
  lineCap(p, c) { c.lineCap = p.text(); },
  dashes(p, c) { c.setLineDash(Array.from({ length: p.number() }, () => p.number())); },
  globalAlpha(p, c) { c.globalAlpha = p.number(); },
  font(p, c) { c.font = p.text(); },
  textAlign(p, c) { c.textAlign = p.text(); },
  textBaseline(p, c) { c.textBaseline = p.text(); },
  letterSpacing(p, c) { c.letterSpacing = p.text(); },
  fillText(p, c) { c.fillText(p.text(), p.number(), p.number()); },
  strokeText(p, c) { c.strokeText(p.text(), p.number(), p.number()); },
  beginTile(p, c) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = p.number();
    p.tiles.push(c);
    p.context = tile.getContext("2d");
    const scale = tile.width / p.number();
    p.context.scale(scale, scale);
  },
  endTile(p, c) {
    p.context = p.tiles.pop();
    const pattern = p.context.createPattern(c.canvas, "repeat");
    const scale = p.number() / c.canvas.width;
    pattern.setTransform({ a: scale, d: scale });
    p.patterns.push(pattern);
  },
});

const own = document.querySelector("script[data-first-map]");
const box = document.getElementById("map");

async function bytes(id) {
  const response = await fetch(document.getElementById(id).href);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.arrayBuffer();
}

/** The reader's language, where the address chooses none; boot.js tells it in the same way. */
function language() {
  const tags = navigator.languages.map((tag) => tag.slice(0, 2));
  return tags.find((tag) => ["en", "fr", "es"].includes(tag)) ?? "en";
}

function canvas(name, alpha, density) {
  const element = document.createElement("canvas");
  element.className = name;
  element.width = Math.round(box.clientWidth * density);
  element.height = Math.round(box.clientHeight * density);
  element.style.width = `${element.width / density}px`;
  element.style.height = `${element.height / density}px`;
  // As the app's own, so that the pictures are the same.
  return element.getContext("2d", { alpha, willReadFrequently: true });
}

async function paint(files) {
  const [{ instance }, ...data] = await Promise.all([
    WebAssembly.instantiateStreaming(fetch(new URL(own.dataset.firstMap, document.baseURI))),
    files.index,
    files.land,
  ]);
  const wasm = instance.exports;
  const folder = new URL(".", document.baseURI).pathname;
  const path = location.pathname.startsWith(folder) ? location.pathname.slice(folder.length) : location.pathname.slice(1);
  const words = new TextEncoder().encode([path, location.search, language()].join("\n"));
  [...data.map((buffer) => new Uint8Array(buffer)), words].forEach((row, which) => {
    const at = wasm.room(which, row.length);
    new Uint8Array(wasm.memory.buffer, at, row.length).set(row);
  });
  const density = Math.min(Math.max(devicePixelRatio, 0.5), 4);
  const panel = "follows" in document.documentElement.dataset ? null : document.getElementById("panel");
  const covered = panel?.getBoundingClientRect() ?? { width: 0, height: 0 };
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (!wasm.paint(box.clientWidth, box.clientHeight, covered.width, covered.height, density, isDark)) return;
  const decoder = new TextDecoder();
  const play = (row, context) => {
    const numbers = new Float64Array(wasm.memory.buffer, wasm.start(row), wasm.length(row));
    const texts = decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.start(row + 1), wasm.length(row + 1)));
    new Player(context, numbers, texts.split("\n")).play();
    return context.canvas;
  };
  const pictures = [play(0, canvas("map-first", false, density))];
  if (wasm.length(2)) pictures.push(play(2, canvas("map-first", true, density)));
  // A box that the app has taken over meanwhile shows the app's own picture.
  if (!box.isConnected) return;
  box.append(...pictures);
  performance.mark("atlas:first-map");
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
/** Resolves once what was drawn is on the screen; in a hidden tab, where nothing is, soon. */
const shown = () => Promise.race([frame().then(frame), new Promise((resolve) => setTimeout(resolve, 150))]);

if (box) {
  const files = { index: bytes("atlas-index"), land: bytes("atlas-land") };
  // The app takes the files over, and waits for the picture before it asks for the network.
  globalThis.atlasFirstMap = { ...files, painted: paint(files).then(shown).catch((error) => console.warn(error)) };
  for (const file of Object.values(files)) file.catch(() => {});
}
