// @ts-check
/** The findings, grouped by rule and severity with exact counts, and what could not be checked. */

import { counted, el, fill } from "./dom.js";
import { shown } from "./plain.js";
import { opensRule } from "./rule.js";
import { unchecked } from "./unchecked.js";

/** @typedef {import("./types.js").Verdict} Verdict */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").Unreadable} Unreadable */

export const SEVERITIES = /** @type {const} */ (["error", "warning", "note"]);
const SHOWN = 10;

/** A severity as a shape, a colour and a word. @param {string} severity */
export const badge = (severity) =>
  el("span", { class: `badge ${severity}` }, el("span", { class: `severity ${severity}`, "aria-hidden": "true" }), severity);

/** The place of a finding in words. @param {{line?: number, column?: number, pointer?: string}} at */
export const placeWords = (at) =>
  at.line ? `line ${at.line}${at.column ? `, column ${at.column}` : ""}` : at.pointer || "the whole document";

export class Findings {
  /**
   * @param {HTMLElement} part
   * @param {{jump: (at: {line?: number, column?: number}) => void, decide: (rule: string, pointer: string) => void,
   *          decided: (rule: string, pointer: string) => string}} does
   */
  constructor(part, does) {
    this.part = part;
    this.does = does;
    this.hidden = /** @type {Set<string>} */ (new Set());
    this.closed = /** @type {Set<string>} */ (new Set());
    this.whole = /** @type {Set<string>} */ (new Set());
    /** @type {Verdict | null} */
    this.verdict = null;
  }

  /** @param {Verdict} verdict */
  show(verdict) {
    this.verdict = verdict;
    const groups = verdict.findings.filter((group) => !this.hidden.has(group.severity));
    fill(
      this.part,
      this.#filter(verdict),
      verdict.findings.length === 0 && el("p", { class: "fine" }, "No findings. Every rule that applies holds."),
      ...groups.map((group) => this.#group(group)),
      unchecked(verdict),
    );
  }

  /** @param {Unreadable} unreadable @param {HTMLElement} part */
  showUnreadable(unreadable, part) {
    const problems = unreadable.problems.map((problem) => this.#problem(problem));
    const lead = "No document could be read from this, so nothing else was checked.";
    fill(part, el("p", { class: "lead" }, lead), el("ol", { class: "group-findings" }, ...problems));
  }

  /** Opens the first finding on a line. @param {number} line */
  openLine(line) {
    const group = this.verdict?.findings.find((one) => one.samples.some((finding) => finding.line === line));
    if (!this.verdict || !group) return;
    this.hidden.delete(group.severity);
    this.closed.delete(keyOf(group));
    this.whole.add(keyOf(group));
    this.show(this.verdict);
    const finding = /** @type {HTMLElement | null} */ (this.part.querySelector(`[data-line="${line}"]`));
    finding?.focus();
    finding?.scrollIntoView({ block: "center" });
  }

  #filter(/** @type {Verdict} */ verdict) {
    const buttons = SEVERITIES.filter((severity) => verdict.counts[severity]).map((severity) =>
      el(
        "button",
        {
          class: `chip ${severity}`,
          type: "button",
          "aria-pressed": String(!this.hidden.has(severity)),
          "data-key": `filter-${severity}`,
          onclick: () => this.#toggle(severity),
        },
        el("span", { class: `severity ${severity}`, "aria-hidden": "true" }),
        counted(verdict.counts[severity], severity),
      ),
    );
    return buttons.length > 0 && el("div", { class: "chips", role: "group", "aria-label": "Severities shown" }, ...buttons);
  }

  #toggle(/** @type {string} */ severity) {
    if (!this.hidden.delete(severity)) this.hidden.add(severity);
    if (this.verdict) this.show(this.verdict);
  }

  #group(/** @type {Group} */ group) {
    const key = keyOf(group);
    const most = this.whole.has(key) ? group.samples.length : SHOWN;
    const rest = Math.min(group.samples.length, group.count) - most;
    const list = el("ol", { class: "group-findings" });
    list.append(...group.samples.slice(0, most).map((finding) => this.#finding(group, finding)));
    const summary = el(
      "summary",
      { "data-key": `group-${key}` },
      badge(group.severity),
      el("span", { class: "rule-name" }, shown(group.rule)),
      el("span", { class: "count", title: counted(group.count, "finding") }, `×${group.count.toLocaleString("en")}`),
    );
    const own = group.by_profile && el("p", { class: "quiet" }, `By the profile: ${group.by_profile.severity}, because `, shown(group.by_profile.reason));
    const details = el("details", { class: "group", open: !this.closed.has(key) }, summary, opensRule(group.rule), own, list);
    details.addEventListener("toggle", () => (details.open ? this.closed.delete(key) : this.closed.add(key)));
    if (rest > 0) details.append(this.#more(key, rest));
    const unlisted = group.count - group.samples.length;
    if (unlisted > 0) details.append(el("p", { class: "quiet" }, `${counted(unlisted, "more")}, not listed: mend some of these first.`));
    return details;
  }

  #more(/** @type {string} */ key, /** @type {number} */ rest) {
    const show = () => {
      this.whole.add(key);
      if (this.verdict) this.show(this.verdict);
    };
    return el("button", { type: "button", class: "link", "data-key": `group-${key}`, onclick: show }, `Show ${rest} more`);
  }

  #finding(/** @type {Group} */ group, /** @type {Finding} */ finding) {
    const decision = this.does.decided(group.rule, finding.pointer);
    const go = el(
      "button",
      {
        type: "button",
        class: "finding",
        "data-key": `finding-${group.rule}-${finding.pointer}`,
        "data-line": finding.line,
        onclick: () => this.does.jump(finding),
      },
      el("span", { class: "place" }, placeWords(finding)),
      " ",
      el("span", { class: "message" }, shown(finding.message)),
    );
    const remedy = el("p", { class: "remedy" }, shown(finding.remedy));
    const label = `${decision ? "Change the decision on" : "Decide on"} ${group.rule}, ${placeWords(finding)}`;
    const decide = el(
      "button",
      { type: "button", class: "link", "aria-label": label, onclick: () => this.does.decide(group.rule, finding.pointer) },
      decision || "Decide",
    );
    const before = (finding.decisions ?? []).map((one) =>
      el("p", { class: "remedy" }, `In the document: ${one.decision}, `, shown(`${one.reviewer}, ${one.date}: ${one.reason}`)),
    );
    return el("li", {}, go, remedy, ...before, el("p", { class: "under" }, el("code", {}, shown(finding.pointer || "/")), decide));
  }

  #problem(/** @type {import("./types.js").Problem} */ problem) {
    const go = el(
      "button",
      { type: "button", class: "finding", "data-line": problem.line, onclick: () => this.does.jump(problem) },
      el("span", { class: "place" }, placeWords(problem)),
      " ",
      el("span", { class: "message" }, shown(problem.found)),
    );
    const rest = el("p", { class: "remedy" }, "expected: ", shown(problem.expected), "; what to do: ", shown(problem.remedy));
    return el("li", {}, go, rest);
  }
}

/** @param {Group} group */
const keyOf = (group) => `${group.rule} ${group.severity}`;
