// Measures all contenders in turn, again and again, and writes medians: node drive.mjs PLAN.json OUT.json TABLE.md
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { measure } from "./measure.mjs";
import { MARK, median, table, withSection } from "./table.mjs";
import { serve } from "./serve.mjs";

const [planFile, outFile, tableFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
const hosts = await Promise.all(plan.contenders.map(({ folder }) => serve(folder)));
const seen = new Map(plan.contenders.map(({ name }) => [name, []]));

for (let run = 0; run < plan.runs; run++) {
  for (const [at, { name }] of plan.contenders.entries()) {
    const started = Date.now();
    try {
      const plain = await measure(plan.chromium, hosts[at]);
      const slow = await measure(plan.chromium, hosts[at], { slow: true });
      seen.get(name).push({ ...plain, firstMapSlow: slow.firstMap, readySlow: slow.ready });
    } catch (error) {
      console.error(`${name}: ${error.message}`);
    }
    console.error(`run ${run + 1} of ${plan.runs}: ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  }
}
hosts.forEach((host) => host.close());

const medians = {};
for (const [name, runs] of seen) {
  const keys = [...new Set(runs.flatMap(Object.keys))];
  medians[name] = Object.fromEntries(keys.map((key) => [key, median(runs.map((run) => run[key]))]));
}
const machine = `${cpus().length} cores (${cpus()[0].model}), ${Math.round(totalmem() / 2 ** 30)} GB, no GPU, Linux ${release().split("-")[0]}`;
const browser = execFileSync(plan.chromium, ["--version"], { encoding: "utf8" }).trim();
writeFileSync(outFile, JSON.stringify({ machine, browser, medians, runs: Object.fromEntries(seen) }, null, 1));
const text = table({ machine, browser, medians, runs: plan.runs, areas: plan.areas, versions: plan.versions });
if (tableFile) writeFileSync(tableFile, withSection(existsSync(tableFile) ? readFileSync(tableFile, "utf8") : "", MARK.peers, text));
console.log(text);
