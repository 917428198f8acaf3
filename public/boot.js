// Starts the app; says so, in the reader's language, when it can't be started.
const fault = document.getElementById("fault");
const written = document.documentElement.lang;
const tags = [new URLSearchParams(location.search).get("lang"), written !== "en" && written, ...navigator.languages];
const language = tags.map((tag) => (tag || "").slice(0, 2)).find((tag) => ["en", "fr", "es"].includes(tag)) || "en";
for (const element of fault.querySelectorAll("[data-en]")) element.textContent = element.dataset[language];
const own = document.querySelector("script[data-js]");
const [js, wasm] = [own.dataset.js, own.dataset.wasm].map((file) => new URL(file, document.baseURI));
fault.querySelector("button").addEventListener("click", async () => {
  // A damaged file in the browser's cache would be there again.
  await Promise.allSettled([js, wasm].map((file) => fetch(file, { cache: "reload" })));
  location.reload();
});

// The dialog to share comes when it is asked for; without it there is still the address.
document.addEventListener("click", async ({ target }) => {
  if (!target.closest(".share")) return;
  try {
    await (await import(new URL(own.dataset.share, document.baseURI))).open();
  } catch (error) {
    console.error(error);
    prompt(document.title, location.href);
  }
});

// The first map has the network and the processor to itself, but not for ever.
const patience = new Promise((resolve) => setTimeout(resolve, 6000));
await Promise.race([globalThis.atlasFirstMap?.painted, patience]);
try {
  const bytes = fetch(wasm);
  bytes.catch(() => {});
  const app = await import(js);
  await app.default({ module_or_path: bytes });
} catch (error) {
  // A panic during the start has been shown by the app itself.
  console.error(error);
  fault.hidden = false;
}
