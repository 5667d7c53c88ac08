// @ts-check
/** Which rules could not be applied, and why: often the most telling part of a report. */

import { counted, el, folded } from "./dom.js";
import { shown } from "./plain.js";
import { opensRule } from "./rule.js";

/** @typedef {import("./types.js").Verdict} Verdict */

const NOTHING_THERE = "there is nothing to apply it to";

/** Reasons that name something which a publisher could supply; the command line tells the same ones first. */
const TELLING = /disclosed|without|not well-formed/;

/**
 * Rules by the reason, first the reasons that a publisher could do away with.
 *
 * @param {Verdict} verdict
 */
export function unchecked(verdict) {
  const byReason = /** @type {Map<string, string[]>} */ (new Map());
  for (const { rule, not_applicable: reasons } of verdict.rules)
    for (const reason of reasons) byReason.set(reason, [...(byReason.get(reason) ?? []), rule]);
  const idle = byReason.get(NOTHING_THERE)?.length ?? 0;
  byReason.delete(NOTHING_THERE);
  const telling = [...byReason].filter(([reason]) => TELLING.test(reason));
  const others = [...byReason].filter(([reason]) => !TELLING.test(reason));
  return el(
    "section",
    { class: "unchecked", "aria-labelledby": "unchecked-title" },
    el("h3", { id: "unchecked-title" }, "Could not be checked"),
    telling.length ? list(telling) : el("p", { class: "quiet" }, "Nothing that is not disclosed kept a rule from being checked."),
    others.length > 0 && notApplied(others),
    idle > 0 && el("p", { class: "quiet" }, `${counted(idle, "rule")} had nothing to apply to.`),
  );
}

/** @param {[string, string[]][]} reasons */
function notApplied(reasons) {
  const details = folded("other-reasons", "Did not apply", el("span", { class: "count" }, counted(reasons.length, "reason")));
  details.append(list(reasons));
  return details;
}

/** @param {[string, string[]][]} reasons */
const list = (reasons) => el("ul", { class: "reasons" }, ...reasons.map(([reason, rules]) => item(reason, rules)));

/** @param {string} reason @param {string[]} rules */
function item(reason, rules) {
  const names = rules.map((rule) => el("li", {}, opensRule(rule, rule)));
  return el("li", {}, "Because ", shown(reason), ":", el("ul", { class: "rules" }, ...names));
}
