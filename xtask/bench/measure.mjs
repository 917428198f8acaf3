// One contender in one fresh browser: load, clicks, a long gesture, the time until the picture is crisp.
import { Browser, sleep } from "./browser.mjs";

const SCREEN = { width: 1280, height: 800 };
const SLOW = { latency: 60, downloadThroughput: (9 * 1e6) / 8, uploadThroughput: (9 * 1e6) / 8, offline: false };
const SLOW_CPU = 4;

// Runs in the page before its own scripts: when the first map has been on the screen for a frame, and when
// the map can be used. Ours is painted before its app is there; peers do both at once.
const WATCH_FIRST_MAP = `(() => {
  const watch = (selector, name) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look);
      requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { window[name] = performance.now(); }; port2.postMessage(0); });
    };
    requestAnimationFrame(look);
  };
  watch("[data-map-painted], .map-first", "benchFirstMap");
  watch("[data-map-painted]", "benchReady");
  window.benchTasks = [];
  new PerformanceObserver((list) => window.benchTasks.push(...list.getEntries().map((e) => [e.startTime, e.duration]))).observe({ type: "longtask", buffered: true });
  window.benchClicks = [];
  new PerformanceObserver((list) => window.benchClicks.push(...list.getEntries().filter((e) => /click|pointerdown|pointerup|mousedown|mouseup/.test(e.name)).map((e) => e.duration)))
    .observe({ type: "event", durationThreshold: 16, buffered: true });
})();`;

const WATCH_FRAMES = `(() => {
  window.benchFrames = [];
  window.benchFramesFrom = performance.now();
  const tick = (now) => { window.benchFrames?.push(now); if (window.benchFrames) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
})()`;

// The last time that anything was drawn, by any of the ways in which maps draw.
const WATCH_DRAWING = `(() => {
  window.benchDrawn = 0;
  const wrap = (prototype, names) => {
    for (const name of names) {
      const original = prototype?.[name];
      if (original) prototype[name] = function (...rest) { window.benchDrawn = performance.now(); return original.apply(this, rest); };
    }
  };
  wrap(CanvasRenderingContext2D.prototype, ["fill", "stroke", "fillText", "strokeText", "drawImage", "putImageData", "clearRect", "fillRect"]);
  wrap(window.WebGL2RenderingContext?.prototype, ["drawElements", "drawArrays", "clear"]);
  new MutationObserver(() => { window.benchDrawn = performance.now(); }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["transform", "style", "class", "width", "height"] });
  for (const name of ["wheel", "pointermove", "pointerup", "mousemove", "mouseup"]) addEventListener(name, () => { window.benchLastInput = performance.now(); }, { capture: true, passive: true });
})()`;

export async function measure(chromium, host, { slow = false } = {}) {
  const browser = await Browser.open(chromium, SCREEN);
  try {
    const found = {};
    await sleep(500);
    const emptyMemory = browser.memory();
    if (slow) {
      await browser.send("Network.emulateNetworkConditions", SLOW);
      await browser.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
    }
    await browser.send("Page.addScriptToEvaluateOnNewDocument", { source: WATCH_FIRST_MAP });
    host.sent.length = 0;
    await browser.send("Page.navigate", { url: host.address });
    await browser.until("window.benchFirstMap > 0");
    found.firstMap = await browser.run("window.benchFirstMap");
    // Bodies that the host had sent by then, to the page and its workers.
    const painted = await browser.run("performance.timeOrigin + window.benchFirstMap");
    found.bytes = host.sent.filter(({ at }) => at <= painted).reduce((sum, { bytes }) => sum + bytes, 0);
    await browser.until("window.benchReady > 0");
    found.ready = await browser.run("window.benchReady");
    if (slow) return found;
    await sleep(2500);
    found.loadTasks = await browser.run("window.benchTasks.reduce((sum, [, duration]) => sum + duration, 0)");
    found.longestLoadTask = await browser.run("window.benchTasks.reduce((most, [, duration]) => Math.max(most, duration), 0)");
    found.memory = browser.memory() - emptyMemory;
    found.hover = await hover(browser);
    found.worstClick = await clicks(browser);
    await gesture(browser, found);
    found.crisp = await crisp(browser);
    found.memoryAfter = browser.memory() - emptyMemory;
    return found;
  } finally {
    await browser.close();
  }
}

const mouse = (browser, type, x, y, more = {}) => browser.send("Input.dispatchMouseEvent", { type, x, y, button: "none", ...more });

/** Milliseconds of a move of the pointer, hit test and all: the mean over points all over our map. */
function hover(browser) {
  return browser.run(`(() => {
    const map = document.querySelector("#map[role=application]");
    if (!map) return undefined;
    const moves = [];
    for (let x = 3; x < 1280; x += 29) for (let y = 80; y < 780; y += 17) moves.push(new PointerEvent("pointermove", { clientX: x, clientY: y, pointerType: "mouse", bubbles: true }));
    const begun = performance.now();
    for (const move of moves) map.dispatchEvent(move);
    return (performance.now() - begun) / moves.length;
  })()`);
}

async function clicks(browser) {
  const points = [[330, 470], [420, 420], [250, 430], [480, 500], [380, 360], [930, 430], [880, 470], [960, 380], [1000, 450], [300, 520]];
  for (const [x, y] of points) {
    await mouse(browser, "mouseMoved", x, y);
    await mouse(browser, "mousePressed", x, y, { button: "left", buttons: 1, clickCount: 1 });
    await mouse(browser, "mouseReleased", x, y, { button: "left", buttons: 0, clickCount: 1 });
    await sleep(400);
  }
  await sleep(300);
  const worst = await browser.run("Math.max(0, ...window.benchClicks)");
  // Whatever the clicks opened is closed again.
  await browser.run("document.querySelector('#panel button.close')?.click()");
  await sleep(500);
  return worst;
}

async function wheel(browser, steps, delta, x, y) {
  for (let step = 0; step < steps; step++) {
    await mouse(browser, "mouseWheel", x, y, { deltaX: 0, deltaY: delta });
    await sleep(60);
  }
}

async function drag(browser, from, by, holds = false) {
  await mouse(browser, "mouseMoved", ...from);
  await mouse(browser, "mousePressed", ...from, { button: "left", buttons: 1, clickCount: 1 });
  const steps = 30;
  for (let step = 1; step <= steps; step++) {
    await mouse(browser, "mouseMoved", from[0] + (by[0] * step) / steps, from[1] + (by[1] * step) / steps, { button: "left", buttons: 1 });
    await sleep(12);
  }
  // Some hold still before they let go, so that nothing is thrown.
  if (holds) await sleep(150);
  await mouse(browser, "mouseReleased", from[0] + by[0], from[1] + by[1], { button: "left", buttons: 0, clickCount: 1 });
}

async function gesture(browser, found) {
  const tasksBefore = await browser.run("window.benchTasks.length");
  const cpu = browser.cpu();
  const begun = Date.now();
  await browser.run(WATCH_FRAMES);
  await wheel(browser, 24, -60, 420, 420);
  await drag(browser, [700, 400], [-300, 80]);
  await drag(browser, [400, 300], [250, 150]);
  await drag(browser, [640, 500], [60, -220]);
  await wheel(browser, 24, 60, 420, 420);
  found.gestureSeconds = (Date.now() - begun) / 1000;
  await sleep(600);
  const frames = await browser.run("(() => { const f = window.benchFrames; window.benchFrames = undefined; return f; })()");
  found.gestureCpu = browser.cpu() - cpu;
  const gaps = frames.slice(1).map((at, before) => at - frames[before]).sort((a, b) => a - b);
  const quantile = (share) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))];
  found.frames = frames.length;
  found.frameP50 = quantile(0.5);
  found.frameP95 = quantile(0.95);
  found.frameMax = gaps.at(-1);
  found.gestureTasks = await browser.run(`window.benchTasks.slice(${tasksBefore}).reduce((sum, [, duration]) => sum + duration, 0)`);
}

async function crisp(browser) {
  await browser.run(WATCH_DRAWING);
  const times = [];
  for (const delta of [-60, 60, -60]) {
    await wheel(browser, 4, delta, 420, 420);
    await sleep(1500);
    times.push(await browser.run("window.benchDrawn - window.benchLastInput"));
  }
  await drag(browser, [640, 400], [-200, 60], true);
  await sleep(1500);
  times.push(await browser.run("window.benchDrawn - window.benchLastInput"));
  return Math.max(...times);
}
