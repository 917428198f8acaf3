// D3 in SVG: a path for each area in one group that the zoom transforms.
import { geoMercator, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom } from "d3-zoom";
import { load, painted, rewound, say } from "./page.js";

const data = rewound(await load());
const { clientWidth: width, clientHeight: height } = document.getElementById("map");
const projection = geoMercator().center([-45, 50]).scale(width / 4).translate([width / 2, height / 2]);
const path = geoPath(projection).digits(2);
const svg = select("#map").append("svg").attr("width", width).attr("height", height);
const group = svg.append("g").attr("stroke", "#cfc5b0").attr("stroke-width", 0.7);
let chosen;
group
  .selectAll("path")
  .data(data.features)
  .join("path")
  .attr("d", path)
  .attr("vector-effect", "non-scaling-stroke")
  .attr("fill", ({ properties }) => properties.fill)
  .on("click", function (event, feature) {
    chosen?.attr("stroke", null).attr("stroke-width", null);
    chosen = select(this).attr("stroke", "#161a1d").attr("stroke-width", 2.6);
    say(feature);
  });
svg.call(zoom().scaleExtent([0.5, 200]).on("zoom", ({ transform }) => group.attr("transform", transform)));
painted();
