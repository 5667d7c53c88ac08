// @ts-check
/** What a reviewer has decided on a document, kept in this browser at every change. */

import { keepReview, keeping, keptReview, keptReviewer } from "./store.js";

/** @typedef {import("./types.js").Verdict} Verdict */
/** @typedef {import("./types.js").Decision} Decision */
/** @typedef {import("./types.js").Review} Review */
/** @typedef {Decision & {message: string, sha256: string}} Made with the words of the finding at that time */

/** Words of the form beside the decisions. */
export const FIELDS = /** @type {const} */ (["reviewer", "organisation", "independent", "conclusion", "note"]);

/** One finding, or every place of a rule. @param {string} rule @param {string} [pointer] */
export const keyOf = (rule, pointer) => (pointer === undefined ? rule : `${rule} ${pointer}`);

export class Decisions {
  /** @param {string} document what it is known by: its id, or its file name where it has none */
  constructor(document) {
    this.document = document;
    /** How often something was changed here. */
    this.changes = 0;
    this.reload();
  }

  /** Reads what is kept, which another tab may have changed. */
  reload() {
    const kept = this.#kept();
    /** @type {Record<string, Made>} */
    this.made = kept.made;
    /** @type {Record<string, string>} */
    this.form = kept.form;
  }

  /** The decision on a finding: its own, or the one on its whole rule. @param {string} rule @param {string} pointer */
  on(rule, pointer) {
    return this.made[keyOf(rule, pointer)] ?? this.made[rule] ?? null;
  }

  /** @param {Made} made */
  decide(made) {
    this.#change((kept) => {
      kept.made[keyOf(made.rule, made.pointer)] = made;
    });
  }

  /** @param {string} rule @param {string} [pointer] */
  reopen(rule, pointer) {
    this.#change((kept) => {
      delete kept.made[keyOf(rule, pointer)];
    });
  }

  /** @param {string} field @param {string} value */
  write(field, value) {
    this.#change((kept) => {
      kept.form[field] = value;
    });
  }

  /**
   * Takes over a review that a document or a side file holds, which may be anything.
   *
   * @param {Review} review
   * @param {Verdict} verdict
   * @returns {() => unknown} puts back what was there before; only for as long as nothing else was changed
   */
  takeOver(review, verdict) {
    const words = wordsOf(verdict);
    const before = structuredClone(this.#kept());
    this.#change((kept) => {
      for (const field of FIELDS) if (["string", "boolean"].includes(typeof review[field])) kept.form[field] = String(review[field]);
      for (const { rule, pointer: at, decision, reason } of listed(review.decisions)) {
        const pointer = typeof at === "string" ? { pointer: at } : {};
        const key = keyOf(rule, pointer.pointer);
        const message = words.get(key) ?? "";
        kept.made[key] = { rule, ...pointer, decision, reason: typeof reason === "string" ? reason : "", message, sha256: verdict.sha256 };
      }
    });
    const { changes } = this;
    return () => changes === this.changes && this.#change((kept) => Object.assign(kept, before));
  }

  /** Decisions whose finding is no longer there. @param {Verdict} verdict */
  gone(verdict) {
    const there = wordsOf(verdict);
    const partly = new Set(verdict.findings.filter((one) => one.count > one.samples.length).map((one) => one.rule));
    return Object.entries(this.made)
      .filter(([key, made]) => !there.has(key) && !(made.pointer !== undefined && partly.has(made.rule)))
      .map(([, made]) => made);
  }

  /** How many findings are decided; a decision on a whole rule counts for all of them. @param {Verdict} verdict */
  tally(verdict) {
    let [decided, all, openErrors] = [0, 0, 0];
    for (const group of verdict.findings) {
      const here = this.made[group.rule]
        ? group.count
        : group.samples.filter((one) => this.made[keyOf(group.rule, one.pointer)]).length;
      decided += here;
      all += group.count;
      if (group.severity === "error") openErrors += group.count - here;
    }
    return { decided, all, openErrors };
  }

  /**
   * The review as an item of the document's list; decisions whose finding is gone are left out.
   *
   * @param {Verdict} verdict
   * @param {string} date
   * @param {string} ruleSet
   * @returns {Review}
   */
  review(verdict, date, ruleSet) {
    const { reviewer = "", organisation, independent, conclusion = "", note } = this.form;
    const gone = new Set(this.gone(verdict));
    const decisions = Object.values(this.made)
      .filter((made) => !gone.has(made))
      .map(({ rule, pointer, decision, reason }) => ({ rule, ...(pointer !== undefined && { pointer }), decision, reason }));
    return {
      reviewer,
      ...(organisation && { organisation }),
      ...((independent === "true" || independent === "false") && { independent: independent === "true" }),
      date,
      rule_set: ruleSet,
      conclusion,
      ...(decisions.length > 0 && { decisions }),
      ...(note && { note }),
    };
  }

  /** @returns {{made: Record<string, Made>, form: Record<string, string>}} */
  #kept() {
    const kept = keptReview(this.document);
    return { made: { ...kept?.made }, form: { ...keptReviewer(), ...kept?.form } };
  }

  #change(/** @type {(kept: {made: Record<string, Made>, form: Record<string, string>}) => void} */ change) {
    const kept = keeping.works ? this.#kept() : { made: { ...this.made }, form: { ...this.form } };
    change(kept);
    this.changes += 1;
    [this.made, this.form] = [kept.made, kept.form];
    keepReview(this.document, kept);
  }
}

/** The words of each finding, and of each rule as a whole, by key. @param {Verdict} verdict */
function wordsOf(verdict) {
  const words = /** @type {Map<string, string>} */ (new Map());
  for (const group of verdict.findings) {
    words.set(group.rule, "");
    for (const finding of group.samples) words.set(keyOf(group.rule, finding.pointer), finding.message);
  }
  return words;
}

/** A list of decisions as a draft gives it, which may be anything. @param {unknown} value @returns {Decision[]} */
export const listed = (value) =>
  Array.isArray(value) ? value.filter((one) => typeof one?.rule === "string" && typeof one?.decision === "string") : [];
