// D3 on a canvas: each area a Path2D made once, drawn under the zoom's transform.
import { geoMercator, geoPath } from "d3-geo";
import { pointer, select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { load, painted, rewound, say } from "./page.js";

const data = rewound(await load());
const { clientWidth: width, clientHeight: height } = document.getElementById("map");
const projection = geoMercator().center([-45, 50]).scale(width / 4).translate([width / 2, height / 2]);
const path = geoPath(projection).digits(2);
const areas = data.features.map((feature) => ({ feature, shape: new Path2D(path(feature) ?? ""), bounds: path.bounds(feature) }));
const canvas = select("#map").append("canvas").attr("width", width).attr("height", height);
const context = canvas.node().getContext("2d");
let transform = zoomIdentity;
let chosen;

function draw() {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "#dce5e7";
  context.fillRect(0, 0, width, height);
  context.setTransform(transform.k, 0, 0, transform.k, transform.x, transform.y);
  const [left, top] = transform.invert([0, 0]);
  const [right, bottom] = transform.invert([width, height]);
  context.lineWidth = 0.7 / transform.k;
  context.strokeStyle = "#cfc5b0";
  for (const { feature, shape, bounds } of areas) {
    if (bounds[1][0] < left || bounds[0][0] > right || bounds[1][1] < top || bounds[0][1] > bottom) continue;
    context.fillStyle = feature.properties.fill;
    context.fill(shape);
    context.stroke(shape);
  }
  if (chosen) {
    context.lineWidth = 2.6 / transform.k;
    context.strokeStyle = "#161a1d";
    context.stroke(chosen.shape);
  }
}
let frame;
const request = () => { frame ??= requestAnimationFrame(() => { frame = undefined; draw(); }); };
canvas.call(zoom().scaleExtent([0.5, 200]).on("zoom", (event) => { transform = event.transform; request(); }));
canvas.on("click", (event) => {
  const [x, y] = transform.invert(pointer(event));
  context.setTransform(1, 0, 0, 1, 0, 0);
  chosen = areas.findLast(({ shape, bounds }) => bounds[0][0] <= x && x <= bounds[1][0] && bounds[0][1] <= y && y <= bounds[1][1] && context.isPointInPath(shape, x, y));
  if (chosen) say(chosen.feature);
  request();
});
draw();
painted();
