// @ts-check
/** What the panels say while there is nothing to show of a draft. */

import { el, fill } from "./dom.js";
import { Draft } from "./draft.js";

const WORDS = /** @type {Record<string, string>} */ ({
  findings: "Paste a disclosure into the editor, or drop a file anywhere on this page. It is checked as you type.",
  level: "The coverage level of the draft, and what the next one needs, appear here.",
  card: "The card of the draft appears here, as a reader will see it.",
  review: "A form for your decision on each finding of the draft appears here.",
});

/**
 * @param {HTMLElement} part
 * @param {string} panel
 * @param {(draft: Draft) => void} open
 * @param {() => void} pick
 */
export function start(part, panel, open, pick) {
  const example = async () => {
    const response = await fetch("./example.json").catch(() => null);
    if (response?.ok) open(new Draft("example.json", await response.text()));
  };
  fill(
    part,
    el("div", { class: "welcome" },
      el("h2", {}, panel === "findings" ? "Check a disclosure" : "No draft yet"),
      el("p", { class: "lead" }, WORDS[panel]),
      el("p", { class: "actions" },
        el("button", { type: "button", class: "primary", "data-key": "welcome-open", onclick: pick }, "Open a file…"),
        el("button", { type: "button", "data-key": "welcome-example", onclick: example }, "Try an example with two errors"))),
  );
}

/** The draft is there and its answer is not. @param {HTMLElement} part @param {boolean} started whether the engine is there */
export function startBusy(part, started) {
  const lead = "The checker is being started. In a browser this takes some seconds the first time; you can go on typing.";
  fill(part, el("div", { class: "welcome" }, el("h2", {}, "Checking the draft…"), !started && el("p", { class: "lead" }, lead)));
}
