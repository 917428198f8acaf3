// How our map bears more areas: node scale.mjs PLAN.json OUT.md. Writes its section of docs/benchmarks.md.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { measure } from "./measure.mjs";
import { serve } from "./serve.mjs";
import { MARK, median, withSection } from "./table.mjs";

const [planFile, outFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
const hosts = await Promise.all(plan.sites.map(({ folder }) => serve(folder)));
const seen = plan.sites.map(() => []);
for (let run = 0; run < plan.runs; run++) {
  for (const [at, host] of hosts.entries()) seen[at].push(await measure(plan.chromium, host));
  console.error(`run ${run + 1} of ${plan.runs}`);
}
hosts.forEach((host) => host.close());

const medians = seen.map((runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))])));
const ROWS = [
  ["first map", "firstMap", (ms) => `${Math.round(ms)} ms`],
  ["gesture: frame p50", "frameP50", (ms) => `${ms.toFixed(1)} ms`],
  ["gesture: frame p95", "frameP95", (ms) => `${ms.toFixed(1)} ms`],
  ["gesture: longest frame", "frameMax", (ms) => `${Math.round(ms)} ms`],
  ["gesture: CPU", "gestureCpu", (s) => `${s.toFixed(2)} s`],
  ["a move of the pointer, with its hit test", "hover", (ms) => `${ms.toFixed(3)} ms`],
  ["worst click", "worstClick", (ms) => `${Math.round(ms)} ms`],
  ["crisp after the last input", "crisp", (ms) => `${Math.round(ms)} ms`],
  ["memory after loading", "memory", (mb) => `${Math.round(mb)} MB`],
];
const browser = execFileSync(plan.chromium, ["--version"], { encoding: "utf8" }).trim();
const heads = plan.sites.map(({ times, areas }) => `${times}x: ${areas} areas`);
const [first, last] = [medians[0], medians.at(-1)];
const lines = [
  MARK.scale,
  "",
  "## More areas",
  "",
  "Written by `cargo xtask bench --scale`: our map with every area of the real boundaries cut along meridians and parallels",
  "into neighbours that share their borders, compiled like the real ones. Most pieces are drawn and have borders of their own.",
  `Medians of ${plan.runs} runs, taken in turns. ${browser}, headless, 1280 x 800.`,
  "",
  `| | ${heads.join(" | ")} | ${plan.sites.at(-1).times}x / 1x |`,
  `| --- |${heads.map(() => " ---: |").join("")} ---: |`,
  ...ROWS.map(([name, key, shown]) => `| ${name} | ${medians.map((found) => shown(found[key])).join(" | ")} | ${(last[key] / first[key]).toFixed(2)} |`),
  "",
];
const text = lines.join("\n");
writeFileSync(outFile, withSection(readFileSync(outFile, "utf8"), MARK.scale, text));
console.log(text);
