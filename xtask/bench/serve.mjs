// A plain host for all contenders alike: files, with their brotli form where there is one, never cached.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".geojson": "application/geo+json",
};

/** Serves a folder on a free port of this machine; gives its address, and what it has sent when. */
export function serve(root) {
  const sent = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    let file = join(root, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!existsSync(file)) return response.writeHead(404).end();
    const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "access-control-allow-origin": "*", "cache-control": "no-store" };
    if (existsSync(`${file}.br`)) {
      headers["content-encoding"] = "br";
      file += ".br";
    }
    const body = readFileSync(file);
    response.on("finish", () => sent.push({ at: Date.now(), bytes: body.length }));
    response.writeHead(200, headers).end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ address: `http://127.0.0.1:${server.address().port}/`, sent, close: () => server.close() })));
}
