// @ts-check
/** The engine that checks: the local server or a worker in this browser, asked in the same words. */

/** @typedef {import("./types.js").Ask} Ask */
/** @typedef {{found: string, expected: string, remedy: string}} Wrong */
/** @typedef {(words: string) => void} Tell */
/** @typedef {import("./types.js").SentDocument} SentDocument */
/**
 * @typedef {{ask: Ask, kind: "server" | "browser", settings: Record<string, any>,
 *            draft: (() => Promise<SentDocument>) | null, end: () => void}} Engine draft: the file that the desk was started
 * with; end: nothing that was asked is waited for any more
 */

/** A request that got no answer, in words for the reader. */
export class NoAnswer extends Error {
  /** @param {string} because @param {Wrong[]} [problems] @param {boolean} [dead] whether the engine has to be started anew */
  constructor(because, problems = [], dead = false) {
    super(because);
    this.problems = problems;
    this.dead = dead;
    /** Whether the engine itself said no. */
    this.refused = false;
  }
}

/**
 * Connects to the engine that engine.json names.
 *
 * @param {Tell} tell hears what the engine is doing while it starts
 * @returns {Promise<Engine>}
 */
export async function connect(tell) {
  const settings = await readSettings();
  const kind = settings.engine;
  if (kind === "browser") {
    const { ask, end } = fromWorker(settings.worker ?? "worker.js", tell);
    return { ask: understood(ask), kind, settings, draft: null, end };
  }
  const stop = new AbortController();
  const headers = { Authorization: `Bearer ${tokenOf()}` };
  const draft = settings.draft ? () => fromServer("./draft", { headers }) : null;
  return { ask: understood(asking(headers, stop.signal)), kind, settings, draft, end: () => stop.abort() };
}

/** @returns {Promise<Record<string, any>>} */
async function readSettings() {
  const response = await fetch("./engine.json").catch(() => null);
  if (!response?.ok) throw new NoAnswer("the file engine.json, which says what checks here, could not be loaded");
  const settings = await response.json().catch(() => ({}));
  if (settings.engine === "server" || settings.engine === "browser") return settings;
  throw new NoAnswer(`engine.json names no engine that this page knows: ${JSON.stringify(settings.engine ?? null)}`);
}

/** The token that came with the address; kept for a reload, and taken out of the address bar. */
function tokenOf() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!given) return sessionStorage.getItem("fullcount-desk:token") ?? "";
  sessionStorage.setItem("fullcount-desk:token", given);
  history.replaceState(null, "", location.pathname + location.search);
  return given;
}

/** @param {Record<string, string>} headers @param {AbortSignal} signal @returns {Ask} */
function asking(headers, signal) {
  const all = { "Content-Type": "application/json", ...headers };
  return (request) => fromServer("./ask", { method: "POST", headers: all, body: JSON.stringify(request), signal });
}

/** @param {string} address @param {RequestInit} how @returns {Promise<any>} */
async function fromServer(address, how) {
  const response = await fetch(address, how).catch(() => null);
  if (!response) throw new NoAnswer("fullcount desk does not answer; see whether it still runs in its terminal");
  const answer = await response.json().catch(() => null);
  if (!answer) throw new NoAnswer(`fullcount desk answered with status ${response.status} and no words`);
  if (answer.answer === "refused") throw refused(answer);
  return answer;
}

/** @param {string} file @param {Tell} tell @returns {{ask: Ask, end: () => void}} */
function fromWorker(file, tell) {
  const waiting = new Map();
  const worker = new Worker(new URL(file, import.meta.url), { type: "module", name: "fullcount" });
  let last = 0;
  let broken = "";
  worker.onmessage = ({ data }) => {
    if (data.stage !== undefined) return tell(data.stage);
    waiting.get(data.id)?.resolve(data.answer);
    waiting.delete(data.id);
  };
  function end(because = "the checker was stopped") {
    broken = because;
    for (const one of waiting.values()) one.reject(new NoAnswer(broken, [], true));
    waiting.clear();
    worker.terminate();
  }
  worker.onerror = (event) => {
    event.preventDefault();
    end(event.message ? `the checker stopped: ${event.message}` : "the checker could not be loaded");
  };
  const ask = (/** @type {Record<string, unknown>} */ request) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(new NoAnswer(broken, [], true));
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, request });
    });
  return { ask, end: () => end() };
}

/** @param {{because: string, problems?: Wrong[]}} answer */
const refused = ({ because, problems }) => Object.assign(new NoAnswer(because, problems), { refused: true });

/** The same engine, a refusal being an error. @param {Ask} ask @returns {Ask} */
function understood(ask) {
  return async (request) => {
    const answer = await ask({ desk: "1.0", ...request });
    if (answer?.answer === request.ask) return answer;
    if (answer?.answer === "refused") throw refused(answer);
    throw new NoAnswer("the engine gave no answer that this page understands");
  };
}
