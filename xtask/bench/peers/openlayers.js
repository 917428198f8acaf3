// OpenLayers with VectorImageLayer: what is drawn is an image while the map moves, its fast mode for many vectors.
import Map from "ol/Map.js";
import View from "ol/View.js";
import GeoJSON from "ol/format/GeoJSON.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import VectorSource from "ol/source/Vector.js";
import { fromLonLat } from "ol/proj.js";
import { Fill, Stroke, Style } from "ol/style.js";
import "ol/ol.css";
import { load, painted, say } from "./page.js";

const data = await load();
const stroke = new Stroke({ color: "#cfc5b0", width: 0.7 });
const styles = {};
const style = (feature) => (styles[feature.get("fill")] ??= new Style({ fill: new Fill({ color: feature.get("fill") }), stroke }));
const marked = new Style({ stroke: new Stroke({ color: "#161a1d", width: 2.6 }) });
const features = new GeoJSON().readFeatures(data, { featureProjection: "EPSG:3857" });
const layer = new VectorImageLayer({ source: new VectorSource({ features }), style, imageRatio: 2 });
const map = new Map({ target: "map", layers: [layer], controls: [], view: new View({ center: fromLonLat([-45, 50]), zoom: 2.6 }) });
map.once("rendercomplete", painted);
let chosen;
map.on("click", ({ pixel }) => {
  const feature = map.forEachFeatureAtPixel(pixel, (found) => found);
  if (!feature) return;
  chosen?.setStyle(undefined);
  chosen = feature;
  chosen.setStyle([style(feature), marked]);
  say({ properties: feature.getProperties() });
});
