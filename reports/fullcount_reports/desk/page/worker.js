// The engine in the browser: fullcount's own Python, in a worker of its own, from files beside the page.
//
// It tells how far it is by {stage}, and answers {id, request} by {id, answer}. Nothing that it is given leaves it:
// what it loads, it loads before the first answer, and then it gives up the means to ask for anything.

const here = new URL(".", import.meta.url);
const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "Worker",
  "SharedWorker", "BroadcastChannel", "caches", "importScripts", "RTCPeerConnection"];

const PYTHON = `
import json
from fullcount_reports.desk import answer

def answered(request):
    return json.dumps(answer(json.loads(request)))
`;

const started = start();
started.catch((error) => postMessage({ stage: "failed", because: String(error?.message ?? error) }));

addEventListener("message", async ({ data: { id, request } }) => {
  const answered = await started.catch(() => null);
  if (answered) postMessage({ id, answer: answer(answered, request) });
});

/** The Python function that answers: JSON in, JSON out. */
async function start() {
  postMessage({ stage: "loading" });
  const engine = await fetched("engine.json").then((response) => response.json());
  const packages = fetched(engine.packages).then((response) => response.arrayBuffer());
  packages.catch(() => {}); // reported where it is awaited
  const { loadPyodide } = await import(new URL(`${engine.python}pyodide.mjs`, here));
  const pyodide = await loadPyodide({
    indexURL: new URL(engine.python, here).href,
    stdLibURL: new URL(engine.library, here).href,
    jsglobals: { setTimeout, clearTimeout, Object },
  });
  postMessage({ stage: "unpacking" });
  pyodide.unpackArchive(await packages, "zip", { extractDir: engine.site_packages });
  postMessage({ stage: "starting" });
  pyodide.runPython(PYTHON);
  for (const name of NETWORK) Object.defineProperty(self, name, { value: undefined });
  postMessage({ stage: "ready" });
  return pyodide.globals.get("answered");
}

function answer(answered, request) {
  try {
    return JSON.parse(answered(JSON.stringify(request)));
  } catch (error) {
    return refused(error);
  }
}

/** Python could not answer at all: its memory is gone, or its stack. */
function refused(error) {
  const found = `the engine stopped: ${String(error?.message ?? error).trim().split("\n").pop()}`;
  const remedy = "reload this page; check this document with fullcount validate on the command line";
  const problems = [{ found, expected: "an answer", remedy }];
  return { desk: "1.0", answer: "refused", because: "the engine in this browser stopped", problems };
}

async function fetched(name) {
  const response = await fetch(new URL(name, here));
  if (!response.ok) throw new Error(`${name} could not be loaded: ${response.status} ${response.statusText}`);
  return response;
}
