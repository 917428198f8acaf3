// A headless Chromium spoken to over a pipe, by the Chrome DevTools Protocol; no package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ARGUMENTS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-extensions",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
  "--no-default-browser-check", "--hide-scrollbars", "--remote-debugging-pipe",
  // MapLibre draws with WebGL in software.
  "--enable-unsafe-swiftshader",
];
const TICKS_A_SECOND = 100;

export class Browser {
  static async open(chromium, { width, height, density = 1 }) {
    const browser = new Browser();
    browser.folder = mkdtempSync(join(tmpdir(), "atlas-bench-"));
    browser.process = spawn(chromium, [...ARGUMENTS, `--user-data-dir=${browser.folder}`, `--window-size=${width},${height}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    browser.waiting = new Map();
    browser.listeners = [];
    browser.next = 1;
    let rest = "";
    browser.process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      messages.forEach((message) => browser.receive(JSON.parse(message)));
    });
    const { targetInfos } = await browser.send("Target.getTargets");
    const page = targetInfos.find((target) => target.type === "page");
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId: page.targetId, flatten: true });
    browser.session = sessionId;
    await browser.send("Page.enable");
    await browser.send("Network.enable");
    await browser.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: density, mobile: false });
    return browser;
  }

  receive(message) {
    const call = this.waiting.get(message.id);
    if (call) {
      this.waiting.delete(message.id);
      if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
      else call.resolve(message.result);
    } else {
      this.listeners.forEach((listener) => listener(message.method, message.params));
    }
  }

  send(method, params = {}) {
    const id = this.next++;
    const message = { id, method, params };
    if (this.session) message.sessionId = this.session;
    this.process.stdio[3].write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject, method }));
  }

  async run(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async until(expression, patience = 120_000) {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (await this.run(expression).catch(() => false)) return;
      await sleep(20);
    }
    throw new Error(`never true: ${expression}`);
  }

  /** Our Chromium and all that it started. */
  processes() {
    const parents = new Map();
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const fields = stat(id);
      if (fields) parents.set(Number(id), Number(fields[1]));
    }
    const isOurs = (id) => id === this.process.pid || (parents.has(id) && isOurs(parents.get(id)));
    return [...parents.keys()].filter(isOurs);
  }

  /** Seconds of processor time of all its processes so far. */
  cpu() {
    const ticks = this.processes().map(stat).filter(Boolean).map((fields) => Number(fields[11]) + Number(fields[12]));
    return ticks.reduce((sum, value) => sum + value, 0) / TICKS_A_SECOND;
  }

  /** Megabytes in memory of all its processes, shared pages counted by their share. */
  memory() {
    const share = (id) => {
      try {
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]) / 1024;
      } catch {
        return 0; // it has just ended
      }
    };
    return this.processes().map(share).reduce((sum, value) => sum + value, 0);
  }

  async close() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.session = undefined;
    this.send("Browser.close").catch(() => {});
    await Promise.race([ended, sleep(5000)]);
    this.process.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The fields of /proc/ID/stat after the name: state, parent, ... */
function stat(id) {
  try {
    return readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  } catch {
    return undefined; // it has just ended
  }
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
