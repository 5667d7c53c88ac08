// @ts-check
/** Text of a draft shown as text: characters that hide or reorder text are named, and directions kept apart. */

import { el } from "./dom.js";

const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** @param {string} character */
const named = (character) =>
  `[U+${/** @type {number} */ (character.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}]`;

/**
 * The text with hidden characters written out, such as [U+202E].
 *
 * @param {string} text
 */
export const visible = (text) => text.replace(HIDDEN, named);

/**
 * The text isolated from the direction of what is around it, its hidden characters marked.
 *
 * @param {unknown} value
 * @returns {HTMLElement}
 */
export function shown(value) {
  const text = String(value ?? "");
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    parts.push(text.slice(from, found.index));
    parts.push(el("span", { class: "hidden-character", title: "a character that does not show" }, named(found[0])));
    from = found.index + found[0].length;
  }
  return el("bdi", {}, ...parts, text.slice(from));
}

const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * The lines, from 1, whose order on the screen is changed by characters that do not show; at most `most`.
 *
 * @param {string} text
 * @param {number} most
 */
export function reorderedLines(text, most) {
  if (!REORDERING.test(text)) return [];
  const lines = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (REORDERING.test(line)) lines.push(index + 1);
    if (lines.length === most) break;
  }
  return lines;
}
