// @ts-check
/** The card as it will render, in a frame in which no script runs and from which nothing is loaded. */

import { el, fill } from "./dom.js";

const STYLE = /<style>([^]*?)<\/style>/;

/**
 * The card brings its style inline, which the policy of this page, inherited by the frame, does not let in; the same
 * style as a sheet of its own does pass. The sandbox lets this page reach in for that, and lets no script run there.
 *
 * @param {HTMLElement} part
 * @param {string | null} html the card as a page of its own
 */
export function showCard(part, html) {
  if (html === null) {
    const because = "There is no card of this draft yet: part of it is not well-formed. The findings say where.";
    return fill(part, el("p", { class: "lead" }, because));
  }
  const bare = html.replace(STYLE, "");
  const kept = /** @type {HTMLIFrameElement | null} */ (part.querySelector("iframe"));
  if (kept?.srcdoc === bare) return;
  const frame = kept ?? el("iframe", { class: "card", title: "The card of this draft", sandbox: "allow-same-origin" });
  frame.onload = () => dress(frame, STYLE.exec(html)?.[1] ?? "");
  frame.srcdoc = bare;
  if (!kept) fill(part, frame);
}

/** @param {HTMLIFrameElement} frame @param {string} style */
function dress(frame, style) {
  const [inside, view] = [frame.contentDocument, /** @type {any} */ (frame.contentWindow)];
  if (!inside || !view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(style);
  inside.adoptedStyleSheets = [sheet];
}
