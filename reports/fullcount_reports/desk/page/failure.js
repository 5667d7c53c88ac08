// @ts-check
/** What a panel says where there is no answer, and what can be done. */

import { refusal } from "./compare.js";
import { el, fill } from "./dom.js";

const HELP = "Reload the page and try again. On a computer with Python, pip install fullcount and fullcount validate FILE say the same.";

/** @param {boolean} started whether the engine has answered before */
export const failureWords = (started) => (started ? "The draft could not be checked." : "The checker could not be started.");

/**
 * @param {HTMLElement} part
 * @param {import("./engine.js").NoAnswer} error
 * @param {boolean} started
 * @param {() => void} again
 * @param {(() => void) | null} without checks without the rules profile, where there is one
 */
export function showFailure(part, error, started, again, without) {
  fill(
    part,
    el("h2", {}, failureWords(started)),
    refusal(error),
    !error.refused && el("p", {}, HELP),
    el("p", { class: "actions" },
      el("button", { type: "button", class: "primary", "data-key": "again", onclick: again }, "Try again"),
      error.refused && without && el("button", { type: "button", "data-key": "without", onclick: without }, "Leave the rules profile out")),
  );
}
