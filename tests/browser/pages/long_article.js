// A long article with an embed far below: ?atlas=<address of the Atlas>&by=frame or &by=link.
const query = new URLSearchParams(location.search);
const atlas = query.get("atlas");
const column = document.querySelector("#column");
if (query.get("by") === "frame") {
  // What the builder gives to those who want no script.
  const frame = document.createElement("iframe");
  Object.assign(frame, { title: "Sanctuary Atlas", loading: "lazy", width: "100%", height: 560 });
  frame.src = atlas + "embed/place/us-il-chicago";
  column.append(frame);
} else {
  const link = document.createElement("a");
  Object.assign(link, { className: "sanctuary-atlas", href: atlas + "place/us-il-chicago", textContent: "Chicago" });
  link.dataset.place = "us-il-chicago";
  column.append(link);
  const loader = document.createElement("script");
  loader.src = atlas + "embed.js";
  document.head.append(loader);
}
