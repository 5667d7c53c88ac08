// @ts-check
/** Who reviews, for whom, and what the review comes to; every word is kept as it is typed. */

import { el } from "./dom.js";
import { keepReviewer } from "./store.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./decisions.js").Decisions} Decisions */

const INDEPENDENT = [
  { code: "", title: "Not stated", description: "" },
  { code: "true", title: "Yes: no part in the work", description: "" },
  { code: "false", title: "No", description: "" },
];

/**
 * @param {Decisions} decisions
 * @param {Code[]} conclusions
 * @param {{write: () => void, download: () => void}} does
 */
export function reviewerForm(decisions, conclusions, does) {
  const value = (/** @type {string} */ field) => decisions.form[field] ?? "";
  const written = (/** @type {string} */ field) => (/** @type {any} */ event) => {
    decisions.write(field, event.target.value);
    keepReviewer({ reviewer: value("reviewer"), organisation: value("organisation") });
  };
  const input = (/** @type {string} */ field, /** @type {string} */ label, /** @type {Record<string, any>} */ more) => {
    const control = el("input", { type: "text", "data-key": `form-${field}`, id: `form-${field}`, oninput: written(field), ...more });
    control.value = value(field);
    return el("label", { class: "field" }, label, control);
  };
  const select = (/** @type {string} */ field, /** @type {string} */ label, /** @type {Code[]} */ codes) => {
    const options = codes.map((one) => el("option", { value: one.code }, one.title));
    const control = el("select", { "data-key": `form-${field}`, id: `form-${field}`, onchange: written(field) }, ...options);
    control.value = value(field);
    return el("label", { class: "field" }, label, control);
  };
  const note = el("textarea", { rows: "3", "data-key": "form-note", id: "form-note", oninput: written("note") });
  note.value = value("note");
  const choose = { code: "", title: "Choose…", description: "" };
  return el(
    "form",
    { class: "reviewer", novalidate: true, onsubmit: (/** @type {Event} */ event) => submitted(event, does) },
    input("reviewer", "Reviewer (required)", { autocomplete: "name", required: true }),
    input("organisation", "Organisation", { autocomplete: "organization" }),
    select("independent", "Independent of the work", INDEPENDENT),
    select("conclusion", "Conclusion (required)", [choose, ...conclusions]),
    el("label", { class: "field wide" }, "Note for a reader", note),
    el(
      "div",
      { class: "actions wide" },
      el("button", { type: "submit", class: "primary" }, "Write into the document"),
      el("button", { type: "button", onclick: does.download }, "Download as a side file"),
    ),
    el("div", { id: "review-outcome", class: "wide", role: "status" }),
  );
}

/** @param {Event} event @param {{write: () => void}} does */
function submitted(event, does) {
  event.preventDefault();
  does.write();
}

/**
 * What is still missing before the engine is asked, in words; empty where nothing is.
 *
 * @param {import("./types.js").Review} review
 */
export function missingWords(review) {
  const missing = [];
  if (!review.reviewer.trim()) missing.push("the name of the reviewer");
  if (!review.conclusion) missing.push("the conclusion");
  for (const { rule, pointer, reason } of review.decisions ?? [])
    if (!reason.trim()) missing.push(`the reason of the decision on ${rule}${pointer === undefined ? "" : ` at ${pointer || "/"}`}`);
  return missing;
}
