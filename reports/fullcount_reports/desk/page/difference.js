// @ts-check
/** A difference (schema/1.0/difference.schema.json) as tables. */

import { el, fill } from "./dom.js";
import { badge } from "./findings.js";
import { amount, signed } from "./numbers.js";
import { shown } from "./plain.js";

/** @typedef {{pointer: string, line?: number, column?: number}} Place */
/** @typedef {(side: "from" | "to", at: Place) => void} Jump */

/**
 * @param {HTMLElement} part
 * @param {any} difference
 * @param {Jump} jump
 * @param {{from: boolean, to: boolean}} inEditor which side is the draft in the editor, so that its places can be shown
 * @param {() => void} save
 */
export function showDifference(part, difference, jump, inEditor, save) {
  const place = (/** @type {any} */ change) => whereCell(change, jump, inEditor);
  fill(
    part,
    el("p", {}, "From ", side(difference.from), "; to ", side(difference.to)),
    ...difference.warnings.map((/** @type {string} */ words) => el("p", { class: "notice" }, shown(words))),
    difference.same && el("p", { class: "fine" }, "Nothing differs."),
    table("Figures", ["Where", "What", "From", "To", "Change"], difference.figures, (one) => [
      place(one), word(one.change), amount(one.from), amount(one.to), step(one),
    ]),
    table("Totals, recomputed from the lines", ["Total", "From", "To", "Change"], difference.totals, (one) => [
      shown(one.name), total(one.from, one.unit), total(one.to, one.unit), signed(one.absolute, one.unit, one.relative),
    ]),
    table("Texts and codes", ["Where", "What", "From", "To"], difference.texts, (one) => [
      place(one), word(one.change), value(one.from), value(one.to),
    ]),
    table("Parts that only one has", ["Where", "What", "It says"], difference.parts, (one) => [
      place(one), word(one.change), texts(one.texts),
    ]),
    table("Findings", ["Finding", "What", "Message"], difference.findings, (one) => [
      finding(one), word(one.change), messages(one),
    ]),
    coverage(difference.coverage),
    el("p", { class: "actions" }, el("button", { type: "button", onclick: save }, "Download the difference as JSON")),
  );
}

/** @param {any} one */
function side(one) {
  const revision = one.revision && typeof one.revision === "object" ? `, revision ${one.revision.number} of ${one.revision.date}` : "";
  return el("span", {}, shown(one.name), shown(revision), one.valid ? ", valid" : ", not valid");
}

/**
 * @param {string} title
 * @param {string[]} head
 * @param {any[] | undefined} rows
 * @param {(row: any) => (Node | string)[]} cells
 */
function table(title, head, rows, cells) {
  if (!rows?.length) return null;
  const id = `table-${title.replaceAll(/\W+/g, "-").toLowerCase()}`;
  const body = rows.map((row) =>
    el("tr", {}, ...cells(row).map((cell, index) => el(index ? "td" : "th", index ? { "data-head": head[index] } : { scope: "row" }, cell))),
  );
  return el(
    "section",
    { "aria-labelledby": id },
    el("h3", { id }, title, el("span", { class: "count" }, `${rows.length}`)),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": id },
      el("table", {}, el("thead", {}, el("tr", {}, ...head.map((one) => el("th", { scope: "col" }, one)))), el("tbody", {}, ...body))),
  );
}

/** @param {any} change @param {Jump} jump @param {{from: boolean, to: boolean}} inEditor */
function whereCell(change, jump, inEditor) {
  const which = inEditor.to && change.to_at ? "to" : inEditor.from && change.from_at ? "from" : null;
  const path = el("code", {}, shown(change.path || "the document"));
  if (!which) return path;
  const at = change[`${which}_at`];
  const label = `Show ${change.path} in the draft${at.line ? `, line ${at.line}` : ""}`;
  return el("button", { type: "button", class: "link", "aria-label": label, onclick: () => jump(which, at) }, path);
}

/** @param {string} change */
const word = (change) => el("span", { class: `change ${change}` }, change.replaceAll("-", " "));

/** @param {any} one */
function step(one) {
  const rounding = one.within_rounding ? " within the printed rounding" : "";
  return el("span", {}, signed(one.absolute, one.unit, one.relative), el("span", { class: "quiet" }, rounding));
}

/** @param {any} sum @param {string} unit */
function total(sum, unit) {
  if (!sum) return el("span", { class: "quiet" }, "cannot be computed");
  const text = amount({ ...sum, unit });
  return sum.complete === false ? el("span", {}, text, el("span", { class: "quiet" }, " in part")) : text;
}

/** @param {unknown} one */
const value = (one) => (one === null ? el("span", { class: "quiet" }, "nothing") : shown(typeof one === "string" ? one : JSON.stringify(one)));

/** @param {Record<string, unknown>} all */
const texts = (all) => el("span", {}, ...Object.entries(all).flatMap(([path, one], index) => [index ? "; " : "", shown(path), ": ", value(one)]));

/** @param {any} one */
const finding = (one) => el("span", {}, badge((one.to ?? one.from).severity), shown(one.rule), " ", el("code", {}, shown(one.path)));

/** @param {any} one */
function messages(one) {
  const both = [one.from?.message, one.to?.message].filter((text) => text !== undefined);
  return el("span", {}, ...both.flatMap((text, index) => [index ? " → " : "", shown(text)]));
}

/** @param {any} levels */
function coverage(levels) {
  if (!levels) return null;
  const words = (/** @type {any} */ level) => `level ${level.level} (${level.name})`;
  const steps = levels.requirements.map((/** @type {any} */ one) => el("li", {}, shown(one.text), `: ${one.from} → ${one.to}, level ${one.level}`));
  const same = levels.from.level === levels.to.level;
  const lead = same ? `${words(levels.to)}, as before` : `${words(levels.from)} → ${words(levels.to)}`;
  return el("section", { "aria-label": "Coverage" }, el("h3", {}, "Coverage"), el("p", {}, lead), el("ul", {}, ...steps));
}

