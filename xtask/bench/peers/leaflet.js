// Leaflet with its canvas renderer, as its documentation recommends for many paths.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { load, painted, say } from "./page.js";

const data = await load();
const map = L.map("map", { preferCanvas: true, renderer: L.canvas(), center: [50, -45], zoom: 3, zoomSnap: 0, wheelPxPerZoomLevel: 120, attributionControl: false });
let chosen;
const style = ({ properties }) => ({ fillColor: properties.fill, fillOpacity: 1, color: "#cfc5b0", weight: 0.7 });
const layer = L.geoJSON(data, {
  style,
  onEachFeature: (feature, path) =>
    path.on("click", () => {
      if (chosen) layer.resetStyle(chosen);
      chosen = path.setStyle({ color: "#161a1d", weight: 2.6 });
      say(feature);
    }),
}).addTo(map);
painted();
