// An article of another site, under a policy that allows neither inline scripts nor inline styles.
// ?atlas=<address of the Atlas>: what an editor would have pasted. &script=no: without the loader.
const query = new URLSearchParams(location.search);
const atlas = query.get("atlas");
const frame = (into, id, path, attributes = {}) => {
  const element = document.createElement("iframe");
  const all = { id, title: "Sanctuary Atlas", width: "100%", height: 300, ...attributes, src: atlas + path };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  document.querySelector(into).append(element);
};

window.secret = "of the host";
window.messages = [];
addEventListener("message", ({ data }) => window.messages.push(data));

frame("#column", "plain", "embed/place/gb-sct-glasgow?height=auto&theme=dark");
frame("#column", "sandboxed", "embed?height=auto&theme=dark", { sandbox: "allow-scripts" });
frame("#tab", "hidden", "embed/card/us-il-chicago?theme=dark", { loading: "lazy" });
// A frame of someone else, and one that speaks the Atlas's language without being it.
frame("#column", "stranger", "robots.txt", {});
document.querySelector("#stranger").src = "impostor.html";

if (query.get("script") !== "no") {
  const loader = document.createElement("script");
  loader.src = atlas + "embed.js";
  document.head.append(loader);
}
