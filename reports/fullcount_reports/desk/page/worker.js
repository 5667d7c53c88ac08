// @ts-check
// The engine in the browser: fullcount's own Python, in a worker of its own, from files beside the page.
//
// It says in words how far it is by {stage}, and answers {id, request} by {id, answer}. Nothing that it is given leaves
// it: what it needs is loaded before the first answer, and then it gives up the means to ask for anything.

const here = new URL(".", import.meta.url);
const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "Worker",
  "SharedWorker", "BroadcastChannel", "RTCPeerConnection", "caches", "importScripts"];

const PYTHON = `
import json
from fullcount_reports.desk import answer

def answered(request):
    return json.dumps(answer(json.loads(request)))
`;

const started = start();
started.catch(() => postMessage({ stage: "the checker could not be started" }));

addEventListener("message", async ({ data: { id, request } }) => {
  try {
    const answered = await started;
    postMessage({ id, answer: answered(request) });
  } catch (error) {
    postMessage({ id, answer: refused(error) });
    reportError(error); // the page hears that this worker is of no more use
  }
});

/** Python's answer to a request, once everything is loaded. */
async function start() {
  postMessage({ stage: "loading Python" });
  const engine = await fetched("engine.json").then((response) => response.json());
  const packages = fetched(engine.packages).then((response) => response.arrayBuffer());
  packages.catch(() => {}); // it is awaited below
  const { loadPyodide } = await import(new URL(`${engine.python}pyodide.mjs`, here).href);
  const loaded = { indexURL: new URL(engine.python, here).href, stdLibURL: new URL(engine.library, here).href };
  const jsglobals = { setTimeout, clearTimeout, Object };
  const pyodide = await Promise.race([failedCompilation(), loadPyodide({ ...loaded, jsglobals })]);
  postMessage({ stage: "loading fullcount" });
  pyodide.unpackArchive(await packages, "zip", { extractDir: engine.site_packages });
  postMessage({ stage: "starting fullcount" });
  pyodide.runPython(PYTHON);
  for (const name of NETWORK) Object.defineProperty(self, name, { value: undefined });
  postMessage({ stage: "ready" });
  const answered = pyodide.globals.get("answered");
  return (/** @type {unknown} */ request) => JSON.parse(answered(JSON.stringify(request ?? null)));
}

/**
 * Rejects where the program cannot be compiled, which Pyodide would wait out for ever: its file is not there, cut off, or
 * forbidden by a policy. A type that a host gives it wrongly does no harm.
 *
 * @returns {Promise<never>}
 */
function failedCompilation() {
  const compile = WebAssembly.instantiateStreaming;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        return await compile(asWasm(found(await source, "pyodide.asm.wasm")), imports);
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

/** @param {Response} response */
function asWasm(response) {
  const type = "application/wasm";
  return response.headers.get("Content-Type") === type
    ? response
    : new Response(response.body, { headers: { "Content-Type": type } });
}

/** What to answer where Python cannot: it was not loaded, or its memory or stack is gone. @param {unknown} error */
function refused(error) {
  const last = String(error instanceof Error ? error.message : error).trim().split("\n").pop();
  const remedy = "reload this page; if it happens again, check the document with fullcount validate on the command line";
  const problems = [{ found: last, expected: "an answer", remedy }];
  return { desk: "1.0", answer: "refused", because: "the checker in this browser could not be started, or stopped", problems };
}

/** @param {string} name below the folder of this file */
async function fetched(name) {
  return found(await fetch(new URL(name, here)), name);
}

/** @param {Response} response @param {string} name */
function found(response, name) {
  if (!response.ok) throw new Error(`${name} could not be loaded: ${response.status} ${response.statusText}`);
  return response;
}
