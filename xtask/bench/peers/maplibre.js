// MapLibre GL JS: a GeoJSON source, a fill and a line layer, feature state for the chosen one.
import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { painted, say } from "./page.js";

setWorkerUrl(new URL("maplibre-gl-worker.mjs", location.href).href);
const map = new MapLibre({
  container: "map",
  center: [-45, 50],
  zoom: 1.8,
  attributionControl: false,
  fadeDuration: 0,
  style: {
    version: 8,
    sources: { areas: { type: "geojson", data: new URL("polygons.geojson", location.href).href, promoteId: "id" } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": "#dce5e7" } },
      { id: "fill", type: "fill", source: "areas", paint: { "fill-color": ["get", "fill"] } },
      {
        id: "line",
        type: "line",
        source: "areas",
        paint: {
          "line-color": ["case", ["boolean", ["feature-state", "chosen"], false], "#161a1d", "#cfc5b0"],
          "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 2.6, 0.7],
        },
      },
    ],
  },
});
map.once("idle", painted);
let chosen;
map.on("click", "fill", ({ features: [feature] }) => {
  if (chosen) map.setFeatureState({ source: "areas", id: chosen }, { chosen: false });
  chosen = feature.id;
  map.setFeatureState({ source: "areas", id: chosen }, { chosen: true });
  say(feature);
});
