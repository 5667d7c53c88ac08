// @ts-check
/** A report in few words, and by the lines of its findings. */

import { counted } from "./dom.js";
import { SEVERITIES } from "./findings.js";

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Severity} Severity */
/** @typedef {import("./gutter.js").Mark} Mark */

/**
 * The gravest finding of each line, and how many there are on it.
 *
 * @param {Report} report
 */
export function marksOf(report) {
  const marks = /** @type {Map<number, Mark>} */ (new Map());
  const add = (/** @type {number | undefined} */ line, /** @type {Severity} */ severity) => {
    if (!line) return;
    const before = marks.get(line);
    const graver = before && SEVERITIES.indexOf(before.severity) < SEVERITIES.indexOf(severity) ? before.severity : severity;
    marks.set(line, { severity: graver, number: (before?.number ?? 0) + 1 });
  };
  for (const group of report.documents[0]?.findings ?? [])
    for (const finding of group.samples) add(finding.line, group.severity);
  for (const problem of report.unreadable[0]?.problems ?? []) add(problem.line, "error");
  return marks;
}

/**
 * "Not valid: 2 errors, 1 note, level 1 of 5", what a rules profile makes of that, and whether it is good or bad.
 *
 * @param {Report} report
 */
export function summaryOf(report) {
  const verdict = report.documents[0];
  if (!verdict) return { words: `Unreadable, ${counted(report.unreadable[0]?.problems.length ?? 0, "problem")}`, kind: "bad" };
  const { valid, counts, coverage, by_profile: own } = verdict;
  const standard = `${valid ? "Valid" : "Not valid"}: ${countWords(counts)}, level ${coverage.level} of 5`;
  const profile = own ? `; by the profile it ${own.passes ? "passes" : "does not pass"}: ${countWords(own.counts)}` : "";
  return { words: standard + profile, kind: valid && own?.passes !== false ? "good" : "bad" };
}

/** @param {import("./types.js").Counts} counts */
function countWords(counts) {
  const found = SEVERITIES.filter((severity) => counts[severity]).map((severity) => counted(counts[severity], severity));
  if (counts.off) found.push(`${counts.off.toLocaleString("en")} switched off`);
  return found.join(", ") || "no findings";
}
