// @ts-check
/** Two revisions side by side: which files, and what they differ in. */

import { showDifference } from "./difference.js";
import { byId, el, fill, today } from "./dom.js";
import { NoAnswer } from "./engine.js";
import { download } from "./files.js";
import { shown } from "./plain.js";

/** @typedef {import("./draft.js").Draft} Draft */

const SIDES = /** @type {const} */ (["before", "after"]);

export class Compare {
  /**
   * @param {{ask: import("./types.js").Ask, draft: () => Draft, read: (file: File) => Promise<Draft | null>,
   *          jump: (at: {line?: number, column?: number}) => void}} does
   */
  constructor(does) {
    this.does = does;
    /** @type {{before: Draft | null, after: Draft | null}} */
    this.sides = { before: null, after: null };
    this.asked = 0;
    for (const side of SIDES) this.#wire(side);
    byId("swap").addEventListener("click", () => this.#swap());
    this.#name();
  }

  #wire(/** @type {"before" | "after"} */ side) {
    const input = /** @type {HTMLInputElement} */ (byId(`${side}-file`));
    byId(`${side}-pick`).addEventListener("click", () => input.click());
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      input.value = "";
      const draft = file && (await this.does.read(file));
      if (draft) this.#choose(side, draft);
    });
    byId(`${side}-draft`).addEventListener("click", () => this.#choose(side, null));
  }

  /** null stands for the draft in the editor. */
  #choose(/** @type {"before" | "after"} */ side, /** @type {Draft | null} */ draft) {
    this.sides[side] = draft;
    this.#name();
    this.run();
  }

  #swap() {
    const { before, after } = this.sides;
    this.sides = { before: after, after: before };
    this.#name();
    this.run();
  }

  #name() {
    for (const side of SIDES) {
      const draft = this.sides[side];
      const words = draft ? shown(draft.name) : el("span", {}, "the draft in the editor");
      fill(byId(`${side}-name`), words);
      byId(`${side}-draft`).hidden = !draft;
    }
  }

  async run() {
    const result = byId("difference");
    if (!this.sides.before && !this.sides.after)
      return fill(result, el("p", { class: "lead" }, "Choose the earlier revision, or the later one; the draft in the editor is the other side."));
    this.asked += 1;
    const { asked } = this;
    const [before, after] = await Promise.all(SIDES.map((side) => (this.sides[side] ?? this.does.draft()).document()));
    const answer = await this.does.ask({ ask: "compare", before, after, today: today() }).catch((error) => error);
    if (asked !== this.asked) return;
    if (answer instanceof Error) return fill(result, refusal(/** @type {NoAnswer} */ (answer)));
    if (!answer.difference) return fill(result, ...answer.unreadable.map(unreadable));
    const ofDraft = { from: !this.sides.before, to: !this.sides.after };
    const save = () => download(`${after.name}.difference.json`, `${JSON.stringify(answer.difference, null, 2)}\n`);
    showDifference(result, answer.difference, (side, at) => ofDraft[side] && this.does.jump(at), ofDraft, save);
  }
}

/**
 * Why there is no answer, with everything that the engine says about it.
 *
 * @param {NoAnswer} error
 */
export function refusal(error) {
  const problems = (error.problems ?? []).map(problemItem);
  return el("div", { class: "notice bad" }, el("p", {}, shown(error.message)), problems.length > 0 && el("ul", {}, ...problems));
}

/** @param {import("./types.js").Unreadable} one */
function unreadable(one) {
  const lead = el("p", {}, shown(one.name), " cannot be read.");
  return el("div", { class: "notice bad" }, lead, el("ul", {}, ...one.problems.map(problemItem)));
}

/** @param {{found: string, expected: string, remedy: string}} problem */
const problemItem = ({ found, expected, remedy }) =>
  el("li", {}, shown(found), "; expected: ", shown(expected), "; what to do: ", shown(remedy));
