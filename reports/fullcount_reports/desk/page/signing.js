// @ts-check
/** The end of a review: written into the draft, or saved as a side file, or what still keeps it from that. */

import { refusal } from "./compare.js";
import { byId, el, fill, today } from "./dom.js";
import { NoAnswer } from "./engine.js";
import { download } from "./files.js";
import { missingWords } from "./reviewer.js";

/** @typedef {import("./types.js").CheckAnswer} CheckAnswer */
/** @typedef {import("./decisions.js").Decisions} Decisions */
/** @typedef {import("./paper.js").Paper} Paper */

const WRITTEN = "Written into the draft, under reviews. Undo in the editor takes it back; save the text to keep it.";

/**
 * @param {() => {answer: CheckAnswer | null, decisions: Decisions | null}} reviewed
 * @param {import("./types.js").Ask} ask
 * @param {Paper} paper
 */
export function signing(reviewed, ask, paper) {
  async function asked() {
    const { answer, decisions } = reviewed();
    const verdict = answer?.report.documents[0];
    if (!answer || !verdict || !decisions) return null;
    const review = decisions.review(verdict, today(), answer.report.versions.rule_set);
    const missing = missingWords(review);
    if (missing.length) return tell(el("p", { class: "notice bad" }, `Still missing: ${missing.join("; ")}.`));
    const request = { ask: "decide", document: await paper.draft.document(), review, today: today() };
    const said = await ask(request).catch((error) => tell(refusal(error)));
    if (said) tell(said.problems.length > 0 && refusal(new NoAnswer("The review cannot be signed off yet:", said.problems)));
    return said;
  }

  return {
    async write() {
      const said = await asked();
      if (!said || said.problems.length) return;
      paper.replace(said.text);
      tell(el("p", { class: "notice good" }, WRITTEN));
    },
    async download() {
      const said = await asked();
      if (!said) return;
      download(said.side_file.name, said.side_file.text);
      byId("review-outcome").append(el("p", { class: "notice good" }, `Saved, the record being ${said.record.status}.`));
    },
  };
}

/** @param {HTMLElement | false} words @returns {null} */
function tell(words) {
  const outcome = byId("review-outcome");
  fill(outcome, words);
  outcome.scrollIntoView({ block: "nearest" });
  return null;
}
