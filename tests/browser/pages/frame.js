// Frames the address in ?src=, with the sandbox in ?sandbox= if there is one.
const asked = new URLSearchParams(location.search);
const frame = document.createElement("iframe");
frame.title = "Sanctuary Atlas";
if (asked.has("sandbox")) frame.setAttribute("sandbox", asked.get("sandbox"));
frame.src = asked.get("src");
document.getElementById("above").after(frame);
