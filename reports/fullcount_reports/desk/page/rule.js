// @ts-check
/** The manual page of a rule, opened over the desk. */

import { byId, el, fill } from "./dom.js";
import { shown } from "./plain.js";

/** @typedef {import("./types.js").About} About */

const PARTS = /** @type {const} */ ([
  ["what", "What it checks"],
  ["why", "Why it matters"],
  ["example", "Example"],
  ["remedy", "Remedy"],
  ["reference", "Reference"],
]);

/** @type {{rules: About["rules"], pages: string}} */
const known = { rules: {}, pages: "" };

/**
 * What the engine says of its rules, and where the site has a page of each, if it has one.
 *
 * @param {About["rules"]} rules
 * @param {string} pages
 */
export function knowRules(rules, pages) {
  known.rules = rules;
  known.pages = pages;
}

/**
 * A button that opens the manual page of a rule; its title as a sentence, where the engine does not know it.
 *
 * @param {string} rule
 * @param {string} [words] in place of the title of the rule
 */
export function opensRule(rule, words) {
  const about = known.rules[rule];
  if (!about) return words ? shown(words) : "";
  const label = `Manual page of ${rule}`;
  return el(
    "button",
    { type: "button", class: words ? "link" : "rule-title", "aria-label": words ? null : `${about.title} ${label}`, onclick: () => open(rule) },
    shown(words ?? about.title),
    words ? "" : " ",
    !words && el("span", { class: "more", "aria-hidden": "true" }, "Why?"),
  );
}

/** @param {string} rule */
function open(rule) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("rule"));
  const about = /** @type {any} */ (known.rules[rule]);
  const parts = PARTS.filter(([key]) => about[key]).flatMap(([key, title]) => [
    el("h3", {}, title),
    ...paragraphs(about[key]),
  ]);
  const facts = [about.severity, about.section, about.since && `since ${about.since}`].filter(Boolean).join(", ");
  const page = known.pages && el("p", {}, el("a", { href: `${known.pages}${encodeURIComponent(rule)}/` }, "Page of this rule, with a failing and a passing example"));
  fill(byId("rule-body"), el("h2", { id: "rule-title" }, shown(rule)), el("p", { class: "quiet" }, facts), el("p", { class: "lead" }, shown(about.title)), ...parts, page);
  dialog.showModal();
  dialog.scrollTop = 0;
}

/** Markdown of the manual: paragraphs, `code` and bullets are all it uses. @param {string} text */
function paragraphs(text) {
  return text.split("\n\n").map((paragraph) => el("p", {}, ...paragraph.split("`").map(piece)));
}

/** Every second piece stood between backticks. @param {string} text @param {number} index */
const piece = (text, index) => (index % 2 ? el("code", {}, shown(text)) : shown(text));
