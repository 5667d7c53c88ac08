// @ts-check
/** The card as it will render, in a frame of its own in which no script runs and from which nothing is loaded. */

import { el, fill } from "./dom.js";

/**
 * The policy of this page, which the frame inherits, lets in the style sheet of the card by its hash.
 *
 * @param {HTMLElement} part
 * @param {string | null} html the card as a page of its own
 */
export function showCard(part, html) {
  const kept = /** @type {HTMLIFrameElement | null} */ (part.querySelector("iframe"));
  if (html === null) {
    const because = "There is no card of this draft yet: part of it is not well-formed. The findings say where.";
    fill(part, el("p", { class: "lead" }, because));
  } else if (!kept) {
    fill(part, el("iframe", { class: "card", title: "The card of this draft", sandbox: "", srcdoc: html }));
  } else if (kept.srcdoc !== html) kept.srcdoc = html;
}
