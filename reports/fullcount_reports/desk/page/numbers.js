// @ts-check
/** Numbers with their units, every digit as it is. */

import { el } from "./dom.js";
import { shown } from "./plain.js";

/** Thousands apart, no digit dropped. @param {number} number */
export function digits(number) {
  const text = String(number);
  if (text.includes("e")) return text;
  const [whole, fraction] = text.split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}

/** A sum for the eye: six digits, as the command line prints it. @param {number} number */
export const six = (number) => digits(Number(number.toPrecision(6)));

/** What follows a number; nothing does where it is a plain one. @param {unknown} unit */
const inUnit = (unit) => (unit && unit !== "1" ? [" ", shown(unit)] : []);

/** A figure as a document states it. @param {any} figure */
export function amount(figure) {
  if (!figure || typeof figure !== "object") return el("span", { class: "quiet" }, "nothing");
  if (figure.not_disclosed) return el("span", {}, "not disclosed: ", shown(figure.not_disclosed.reason ?? ""));
  const { value, low, high, below, unit } = figure;
  const numbers = [];
  if (typeof value === "number") numbers.push(digits(value));
  if (typeof below === "number") numbers.push(`below ${digits(below)}`);
  if (typeof low === "number" && typeof high === "number") numbers.push(`${digits(low)} to ${digits(high)}`);
  if (!numbers.length) return shown(JSON.stringify(figure));
  return el("span", { class: "amount" }, numbers.join(", "), ...inUnit(unit));
}

/** @param {number | null} relative as a share */
export const share = (relative) => (relative === null ? "" : `${relative > 0 ? "+" : ""}${digits(Number((100 * relative).toPrecision(3)))} %`);

/**
 * A change with its sign, absolute and relative.
 *
 * @param {number | null} absolute
 * @param {string | null} unit
 * @param {number | null} relative
 */
export function signed(absolute, unit, relative) {
  if (absolute === null) return el("span", { class: "quiet" }, "cannot be said");
  if (absolute === 0) return el("span", { class: "quiet" }, "as before");
  const step = `${absolute > 0 ? "+" : ""}${six(absolute)}`;
  return el("span", { class: "amount" }, step, ...inUnit(unit), relative === null ? "" : ` (${share(relative)})`);
}
