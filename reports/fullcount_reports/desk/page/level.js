// @ts-check
/** The coverage level reached, what the next one needs, and every requirement. */

import { counted, el, fill, folded } from "./dom.js";
import { shown } from "./plain.js";

/** @typedef {import("./types.js").Coverage} Coverage */
/** @typedef {import("./types.js").Requirement} Requirement */

const HIGHEST = 5;
const WORDS = { met: "met", missing: "missing", "not applicable": "does not apply" };

/**
 * @param {HTMLElement} part
 * @param {Coverage} coverage
 * @param {(pointer: string) => void} jump
 */
export function showLevel(part, coverage, jump) {
  const { level, name, missing_for_next: missing, requirements } = coverage;
  const reached = level ? `Level ${level} of ${HIGHEST}: ${name}` : `No level reached yet`;
  fill(
    part,
    el("h2", { class: "level" }, reached),
    ladder(level),
    el("p", { class: "quiet" }, "A level says how much of the work is covered, not whether the figures are right."),
    level < HIGHEST && el("h3", {}, `Missing for level ${level + 1}`),
    level < HIGHEST && el("ul", { class: "missing" }, ...missing.map((one, index) => lacking(one, index, jump))),
    el("h3", {}, "Every requirement"),
    ...Array.from({ length: HIGHEST }, (_, index) => ofLevel(index + 1, requirements)),
  );
}

/** @param {number} level */
function ladder(level) {
  const steps = Array.from({ length: HIGHEST }, (_, index) =>
    el("span", { class: index < level ? "step reached" : "step" }),
  );
  return el("div", { class: "ladder", "aria-hidden": "true" }, ...steps);
}

/** @param {Requirement} requirement @param {number} index @param {(pointer: string) => void} jump */
function lacking(requirement, index, jump) {
  const go = () => jump(requirement.pointer ?? "");
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "finding", "data-key": `missing-${index}`, onclick: go },
      el("span", { class: "place" }, el("code", {}, shown(requirement.pointer || "/"))),
      " ",
      el("span", { class: "message" }, shown(requirement.missing ?? requirement.text)),
    ),
    el("p", { class: "remedy" }, "Requirement: ", shown(requirement.text)),
  );
}

/** @param {number} level @param {Requirement[]} all */
function ofLevel(level, all) {
  const here = all.filter((one) => one.level === level);
  const met = here.filter((one) => one.status !== "missing").length;
  const count = el("span", { class: "count" }, `${met} of ${counted(here.length, "requirement")}`);
  const details = folded(`level-${level}`, `Level ${level}`, count);
  details.append(el("ul", { class: "requirements" }, ...here.map(requirement)));
  return details;
}

/** @param {Requirement} one */
function requirement(one) {
  const because = one.because && el("span", { class: "quiet" }, " because ", shown(one.because));
  return el("li", { class: one.status.replace(" ", "-") }, shown(one.text), ": ", el("strong", {}, WORDS[one.status]), because);
}
