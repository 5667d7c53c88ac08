// @ts-check
/** The reviewer's form: a decision on each finding, who reviews, and what it comes to. */

import { decideOn } from "./decide.js";
import { listed } from "./decisions.js";
import { byId, counted, el, fill } from "./dom.js";
import { badge, placeWords } from "./findings.js";
import { shown } from "./plain.js";
import { reviewerForm } from "./reviewer.js";
import { readSideFile, takenWords } from "./sidefile.js";

/** @typedef {import("./types.js").Verdict} Verdict */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").About} About */
/** @typedef {import("./types.js").CheckAnswer} CheckAnswer */
/** @typedef {import("./decisions.js").Decisions} Decisions */

const SHOWN = 20;

export class ReviewPanel {
  /**
   * @param {HTMLElement} part
   * @param {{jump: (at: {line?: number, column?: number}) => void, changed: () => void,
   *          write: () => void, download: () => void}} does
   */
  constructor(part, does) {
    this.part = part;
    this.does = does;
    this.whole = /** @type {Set<string>} */ (new Set());
    /** What was said of the review that was taken up last, and how to take that back. */
    this.taken = "";
    /** @type {(() => void) | null} */
    this.back = null;
    const input = /** @type {HTMLInputElement} */ (byId("record-file"));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) this.take(file);
      input.value = "";
    });
  }

  /** @param {CheckAnswer} answer @param {Decisions} decisions @param {About["codelists"]} codelists */
  show(answer, decisions, codelists) {
    if (decisions !== /** @type {any} */ (this).decisions) [this.taken, this.back] = ["", null];
    Object.assign(this, { answer, decisions, codelists });
    const verdict = answer.report.documents[0];
    if (!verdict) return fill(this.part, el("p", { class: "lead" }, "There is no document to review: see the findings."));
    fill(
      this.part,
      ...this.#inDocument(verdict),
      el("h2", {}, "Decisions"),
      this.#progress(verdict),
      el("button", { type: "button", class: "link", "data-key": "take-record", onclick: () => byId("record-file").click() }, "Take up a side file…"),
      el("div", { id: "record-outcome", role: "status" }, this.#takenUp()),
      ...verdict.findings.map((group) => this.#group(group, verdict)),
      this.#gone(verdict),
      el("h2", {}, "Review"),
      reviewerForm(decisions, codelists.review_conclusion, this.does),
    );
  }

  /** Brings a finding's decision into view. @param {string} rule @param {string} pointer */
  open(rule, pointer) {
    if (!this.part.querySelector(`[data-decide="${CSS.escape(`${rule} ${pointer}`)}"]`)) this.whole.add(rule);
    this.#again();
    const field = this.part.querySelector(`[data-decide="${CSS.escape(`${rule} ${pointer}`)}"]`);
    field?.scrollIntoView({ block: "center" });
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector("input:checked"))?.focus({ preventScroll: true });
  }

  /** Goes on with the review of a side file. @param {File} file */
  async take(file) {
    const { about, report } = /** @type {CheckAnswer} */ (/** @type {any} */ (this).answer);
    const [verdict] = report.documents;
    try {
      const { review, document } = await readSideFile(file);
      this.#takeOver(review, verdict, takenWords(document, { id: about?.id, sha256: verdict.sha256 }));
    } catch (error) {
      [this.taken, this.back] = [/** @type {Error} */ (error).message, null];
      this.#again();
    }
  }

  #takeOver(/** @type {any} */ review, /** @type {Verdict} */ verdict, /** @type {string} */ words) {
    const decisions = this.#decisions;
    const back = decisions.takeOver(review, verdict);
    this.taken = words;
    this.back = () => {
      back();
      this.taken = "";
      this.#changed();
    };
    this.#again();
    this.does.changed();
  }

  #takenUp() {
    const { taken, back } = this;
    return taken && el("p", { class: "notice" }, taken, " ", back && el("button", { type: "button", class: "link", "data-key": "take-back", onclick: back }, "Take that back"));
  }

  #again() {
    const { answer, decisions, codelists } = /** @type {any} */ (this);
    if (answer && decisions) this.show(answer, decisions, codelists);
  }

  #changed() {
    this.back = null;
    this.#again();
    this.does.changed();
  }

  get #decisions() {
    return /** @type {Decisions} */ (/** @type {any} */ (this).decisions);
  }

  #progress(/** @type {Verdict} */ verdict) {
    const { decided, all, openErrors } = this.#decisions.tally(verdict);
    if (!all) return el("p", { class: "fine" }, "There are no findings to decide on.");
    const open = openErrors ? `; ${counted(openErrors, "error")} open` : "";
    const bar = el("progress", { max: all, value: decided, "aria-label": "Findings decided" });
    return el("p", { class: "progress", id: "decided" }, bar, `${decided} of ${counted(all, "finding")} decided${open}`);
  }

  #group(/** @type {Group} */ group, /** @type {Verdict} */ verdict) {
    const { rule, severity, count } = group;
    const codes = /** @type {any} */ (this).codelists.review_decision;
    const does = { changed: () => this.#changed(), jump: this.does.jump };
    const row = (/** @type {any} */ finding) =>
      decideOn({ rule, finding, count, sha256: verdict.sha256 }, this.#decisions, codes, does);
    const most = this.whole.has(rule) ? group.samples.length : SHOWN;
    const rest = group.samples.length - most;
    const more = () => {
      this.whole.add(rule);
      this.#again();
    };
    return el(
      "section",
      { class: "to-decide", "aria-label": `${rule}, ${severity}` },
      el("h3", {}, badge(severity), shown(rule)),
      count > 1 && row(null),
      ...group.samples.slice(0, most).map(row),
      rest > 0 && el("button", { type: "button", class: "link", onclick: more }, `Show ${rest} more`),
    );
  }

  #gone(/** @type {Verdict} */ verdict) {
    const gone = this.#decisions.gone(verdict);
    if (!gone.length) return null;
    const rows = gone.map((made) => {
      const forget = () => {
        this.#decisions.reopen(made.rule, made.pointer);
        this.#changed();
      };
      const what = el("p", {}, el("strong", {}, shown(made.rule)), ` ${placeWords({ pointer: made.pointer ?? "" })}: ${made.decision}`);
      const button = el("button", { type: "button", class: "link", onclick: forget }, "Forget this decision");
      return el("li", {}, what, el("p", { class: "quiet" }, shown(made.message)), el("p", {}, shown(made.reason)), button);
    });
    const lead = "These were decided on an earlier text. The findings are no longer there, so they are left out of the review.";
    return el("section", { class: "gone", "aria-label": "Findings that are gone" }, el("h3", {}, "Findings that are gone"), el("p", { class: "quiet" }, lead), el("ul", {}, ...rows));
  }

  #inDocument(/** @type {Verdict} */ verdict) {
    const reviews = /** @type {CheckAnswer} */ (/** @type {any} */ (this).answer).review;
    if (!Array.isArray(reviews) || !reviews.length) return [];
    return [el("h2", {}, "Reviews in the document"), el("ul", { class: "reviews" }, ...reviews.map((one) => this.#review(one, verdict)))];
  }

  #review(/** @type {any} */ review, /** @type {Verdict} */ verdict) {
    const facts = [review?.reviewer, review?.organisation, review?.date, review?.conclusion].filter((fact) => typeof fact === "string");
    const take = () => this.#takeOver(review, verdict, "The review was taken up.");
    const button = el("button", { type: "button", class: "link", onclick: take }, "Go on with this review");
    return el("li", {}, shown(facts.join(", ")), ` (${counted(listed(review?.decisions).length, "decision")}) `, button);
  }
}
