// Starts the app; says so, in the reader's language, when it can't be started.
const fault = document.getElementById("fault");
const tags = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
const language = tags.map((tag) => (tag || "").slice(0, 2)).find((tag) => ["en", "fr", "es"].includes(tag)) || "en";
for (const element of fault.querySelectorAll("[data-en]")) element.textContent = element.dataset[language];
fault.querySelector("button").addEventListener("click", () => location.reload());

const own = document.querySelector("script[data-js]");
try {
  const app = await import(new URL(own.dataset.js, document.baseURI));
  await app.default({ module_or_path: new URL(own.dataset.wasm, document.baseURI) });
} catch (error) {
  // A panic during the start has been shown by the app itself.
  console.error(error);
  fault.hidden = false;
}
