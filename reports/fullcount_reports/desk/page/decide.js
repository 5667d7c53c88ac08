// @ts-check
/** One finding, or all of a rule, with the reviewer's decision on it. */

import { keyOf } from "./decisions.js";
import { el } from "./dom.js";
import { placeWords } from "./findings.js";
import { shown } from "./plain.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./decisions.js").Decisions} Decisions */
/** @typedef {import("./decisions.js").Made} Made */

const VERBS = /** @type {Record<string, string>} */ ({ accepted: "Accept", waived: "Waive", "change-requested": "Request change" });
const ASKED = /** @type {Record<string, string>} */ ({
  accepted: "Why may it stand, or how will it be mended?",
  waived: "Why does this finding not apply here?",
  "change-requested": "What has to change?",
});

/** "Waive" for waived; the title of a code that this page has no verb for. @param {Code} code */
export const verb = (code) => VERBS[code.code] ?? code.title;

/**
 * @typedef {{rule: string, finding: Finding | null, count: number, sha256: string}} Subject
 * finding: null where the decision is on all places of the rule
 *
 * @param {Subject} subject
 * @param {Decisions} decisions
 * @param {Code[]} codes
 * @param {{changed: () => void, jump: (finding: Finding) => void}} does
 */
export function decideOn(subject, decisions, codes, does) {
  const { rule, finding } = subject;
  const key = `decide ${rule} ${finding ? finding.pointer : ""}${finding ? "" : "*"}`;
  const subjectKey = keyOf(rule, finding?.pointer);
  const made = decisions.made[subjectKey] ?? null;
  const words = finding ? finding.message : `all ${subject.count} places of this rule`;

  function choose(/** @type {string} */ code) {
    if (!code) decisions.reopen(rule, finding?.pointer);
    else decisions.decide({ ...base(subject), decision: code, reason: decisions.made[subjectKey]?.reason ?? "" });
    does.changed();
  }

  const field = el(
    "fieldset",
    { class: `decide${made ? " decided" : ""}`, "data-decide": `${rule} ${finding?.pointer ?? "*"}` },
    el("legend", {}, finding ? el("span", { class: "place" }, placeWords(finding)) : "", " ", shown(words)),
    made && finding && made.message && made.message !== finding.message && changedWords(made),
    choices(key, codes, made?.decision ?? "", choose),
    made && reason(key, made, (text) => decisions.decide({ ...made, reason: text })),
  );
  if (finding?.line) field.append(el("button", { type: "button", class: "link", onclick: () => does.jump(finding) }, "Show in the draft"));
  return field;
}

/** @param {Subject} subject */
function base({ rule, finding, sha256 }) {
  return { rule, ...(finding && { pointer: finding.pointer }), message: finding?.message ?? "", sha256 };
}

/** @param {Made} made */
const changedWords = (made) =>
  el("p", { class: "notice" }, "The finding read differently when this was decided: ", shown(made.message));

/** @param {string} key @param {Code[]} codes @param {string} chosen @param {(code: string) => void} choose */
function choices(key, codes, chosen, choose) {
  const all = [{ code: "", title: "Open", description: "Not decided yet." }, ...codes];
  return el("div", { class: "choices" }, ...all.map((code) => choice(key, code, code.code === chosen, () => choose(code.code))));
}

/** @param {string} key @param {Code} code @param {boolean} on @param {() => void} chosen */
function choice(key, code, on, chosen) {
  const input = el("input", { type: "radio", name: key, value: code.code, "data-key": `${key} ${code.code}`, onchange: chosen });
  input.checked = on;
  return el("label", { class: `choice ${code.code || "open"}`, title: code.description }, input, el("span", {}, verb(code)));
}

/** @param {string} key @param {Made} made @param {(text: string) => void} written */
function reason(key, made, written) {
  const area = el("textarea", { rows: "2", "data-key": `${key} reason`, required: true });
  area.value = made.reason;
  const missing = () => area.setAttribute("aria-invalid", String(!area.value.trim()));
  missing();
  area.addEventListener("input", () => {
    missing();
    written(area.value);
  });
  return el("label", { class: "field" }, `Reason. ${ASKED[made.decision] ?? ""}`, area);
}
