// Makes a page for each peer: node peers.mjs GEODATA NODE_MODULES OUT AREAS.json. All load the same areas.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";

const [geodata, modules, out, areas] = process.argv.slice(2);
const here = join(dirname(fileURLToPath(import.meta.url)), "peers");
const esbuild = createRequire(join(modules, "x.js"))("esbuild");

const read = (name) => JSON.parse(readFileSync(join(geodata, name), "utf8")).features;
const names = (folder) => readdirSync(join(geodata, folder)).filter((name) => name.endsWith(".geojson"));

// The colours of findings, as on our map.
const FILLS = {
  "limits-cooperation": "#9cc1b9", "access-to-services": "#c7c693", welcome: "#c5b1cd", "safe-harbour": "#a6bbd4",
  "mandates-cooperation": "#e1bb92", former: "#dfd7cd",
};
const GROUND = "#f7f3e9";
const models = new Map();
for (const name of names("jurisdictions"))
  for (const { id, properties } of read(join("jurisdictions", name))) models.set(properties.boundary ?? id, properties.model);

const boundaries = names("boundaries").filter((name) => !/disputed/.test(name)).flatMap((name) => read(join("boundaries", name)).map((feature) => ({ name, feature })));
const divided = new Set(boundaries.filter(({ name }) => name === "regions.geojson").map(({ feature }) => feature.properties.parent));
const rank = ({ name }) => (name.startsWith("context") ? 0 : name.startsWith("counties") ? 2 : 1);
const features = boundaries
  .filter(({ name, feature }) => !(name === "nations.geojson" && divided.has(feature.id ?? feature.properties.id)))
  .sort((a, b) => rank(a) - rank(b))
  .map(({ name, feature }) => {
    const id = feature.id ?? feature.properties.id ?? "";
    const fill = name.startsWith("context") ? "#eae7de" : (FILLS[models.get(id)] ?? GROUND);
    return { type: "Feature", properties: { id, name: feature.properties.name ?? "", fill }, geometry: feature.geometry };
  });
const count = (value) => (typeof value[0] === "number" ? 1 : value.reduce((sum, inner) => sum + count(inner), 0));
const vertices = features.reduce((sum, { geometry }) => sum + count(geometry.coordinates), 0);
const polygons = JSON.stringify({ type: "FeatureCollection", features });
const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const polygonsCompressed = compressed(Buffer.from(polygons));
writeFileSync(areas, JSON.stringify({ areas: features.length, vertices, bytes: polygons.length }));

for (const peer of ["leaflet", "openlayers", "maplibre", "d3-canvas", "d3-svg"]) {
  const folder = join(out, peer);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "polygons.geojson"), polygons);
  const page = readFileSync(join(here, "index.html"), "utf8");
  // MapLibre's worker fetches the areas itself and cannot use what the page has preloaded.
  writeFileSync(join(folder, "index.html"), peer === "maplibre" ? page.replace(/.*rel="preload".*\n/, "") : page);
  copyFileSync(join(here, "page.css"), join(folder, "page.css"));
  esbuild.buildSync({
    entryPoints: [join(here, `${peer}.js`)], outfile: join(folder, "peer.js"), bundle: true, minify: true, format: "esm", target: "es2022",
    nodePaths: [modules], loader: { ".png": "dataurl", ".svg": "dataurl" }, logLevel: "error",
  });
  // MapLibre's worker is a module of its own beside the page.
  if (peer === "maplibre")
    for (const name of ["maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"]) copyFileSync(join(modules, "maplibre-gl/dist", name), join(folder, name));
  if (!existsSync(join(folder, "peer.css"))) writeFileSync(join(folder, "peer.css"), "");
  for (const name of readdirSync(folder).filter((name) => /\.(html|js|mjs|css)$/.test(name))) writeFileSync(join(folder, `${name}.br`), compressed(readFileSync(join(folder, name))));
  writeFileSync(join(folder, "polygons.geojson.br"), polygonsCompressed);
}
