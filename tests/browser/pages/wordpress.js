// What WordPress does with a pasted link (wp-includes: class-wp-oembed.php `discover`, embed.php
// `wp_filter_oembed_result`, js/wp-embed.js), as far as it matters for the page that is linked to.
const link = new URLSearchParams(location.search).get("link");
const post = document.getElementById("post");

// Discovery: the first 150 KB, the head alone.
const page = (await (await fetch(link)).text()).slice(0, 150 * 1024);
const head = new DOMParser().parseFromString(page.slice(0, page.indexOf("</head>")), "text/html");
const endpoint = head.querySelector('link[type="application/json+oembed"]');
const answer = await (await fetch(endpoint.href)).json();
if (answer.type !== "rich") throw new Error("not a rich answer");

// The filter for hosts that are not on the list: links, a quote, one frame.
const ALLOWED = {
  A: ["href"],
  BLOCKQUOTE: [],
  IFRAME: ["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"],
};
const parsed = new DOMParser().parseFromString(answer.html, "text/html");
for (const element of [...parsed.body.querySelectorAll("*")]) {
  const allowed = ALLOWED[element.tagName];
  if (!allowed) { element.replaceWith(...element.childNodes); continue; }
  for (const { name } of [...element.attributes]) if (!allowed.includes(name)) element.removeAttribute(name);
}
const frame = parsed.querySelector("iframe");
const secret = "Ab3dEf6hIj";
frame.setAttribute("sandbox", "allow-scripts");
frame.setAttribute("security", "restricted");
frame.setAttribute("src", frame.getAttribute("src") + "#?secret=" + secret);
frame.dataset.secret = secret;
frame.setAttribute("style", "position: absolute; visibility: hidden;");
const quote = parsed.querySelector("blockquote");
quote.dataset.secret = secret;
post.append(...parsed.body.childNodes);

addEventListener("message", ({ data, source }) => {
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const shown of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
    if (source !== shown.contentWindow) continue;
    shown.removeAttribute("style");
    quote.hidden = true;
    if (data.message === "height") {
      shown.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
    } else if (data.message === "link" && new URL(data.value).host === new URL(shown.src).host) {
      window.followed = data.value;
    }
  }
});
