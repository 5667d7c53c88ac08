// @ts-check
/** The desk: the draft on one side, what the engine says of it on the other. */

import { showCard } from "./card.js";
import { Checking } from "./checking.js";
import { Compare, refusal } from "./compare.js";
import { Decisions } from "./decisions.js";
import { byId, el, fill, today } from "./dom.js";
import { connect, NoAnswer } from "./engine.js";
import { download } from "./files.js";
import { Findings } from "./findings.js";
import { forgetting } from "./forget.js";
import { showLevel } from "./level.js";
import { marksOf, summaryOf } from "./marks.js";
import { Paper } from "./paper.js";
import { Profile } from "./profile.js";
import { ReviewPanel } from "./review.js";
import { missingWords } from "./reviewer.js";
import { knowRules } from "./rule.js";
import { onOtherTab } from "./store.js";
import { tabs } from "./tabs.js";
import { theme } from "./theme.js";
import { walking } from "./walk.js";
import { start, startBusy } from "./welcome.js";

/** @typedef {import("./types.js").About} About */
/** @typedef {import("./types.js").CheckAnswer} CheckAnswer */

/** @type {{about: About | null, answer: CheckAnswer | null, decisions: Decisions | null, shown: string, engine: string}} */
const desk = { about: null, answer: null, decisions: null, shown: "findings", engine: "" };
/** @type {ReturnType<typeof connect> | null} */
let engine = null;

const paper = new Paper({ changed: onChange, opened: onChange, marked: openLine });
const does = { jump, decide, changed: onDecided, write: writeReview, download: saveReview };
const findings = new Findings(byId("findings"), { ...does, decided: decisionWords });
const review = new ReviewPanel(byId("review"), does);
const checking = new Checking(check, { answer: onAnswer, failed: onFailure, state: onState });
const compare = new Compare({ ask, draft: () => paper.draft, read: (file) => paper.read(file), jump });
const profile = new Profile({ read: (file) => paper.read(file), changed: onChange });
const tab = tabs(byId("tabs"), (name) => {
  desk.shown = name;
  render();
});
const walk = walking(byId("text"), () => desk.answer, (at) => paper.jump(at.line ?? 1, at.column));

/** @param {Record<string, unknown>} request */
async function ask(request) {
  engine ??= connect(engineWords);
  return (await engine).ask(request);
}

async function check() {
  await ready();
  const document = await paper.draft.document();
  return ask({ ask: "check", document, today: today(), ...(await profile.part()) });
}

async function ready() {
  if (desk.about) return;
  engine ??= connect(engineWords);
  const { kind, settings } = await engine;
  desk.about = /** @type {About} */ (await ask({ ask: "about" }));
  paper.limit = desk.about.limits.bytes;
  knowRules(desk.about.rules, kind === "browser" ? (settings.rules ?? "../rules/") : "");
  const where = kind === "browser" ? "in this browser: the draft never leaves it" : "on this computer: the draft never leaves it";
  desk.engine = `Checked ${where}. fullcount ${desk.about.versions.fullcount}`;
  engineWords(desk.engine);
}

/** @param {string} words */
function engineWords(words) {
  byId("engine").textContent = words;
}

/** Says it once: a screen reader reads out every change. @param {string} words @param {string} [kind] */
function summarise(words, kind = "") {
  const summary = byId("summary");
  if (summary.textContent !== words) summary.textContent = words;
  summary.className = `summary ${kind}`;
}

function onChange() {
  if (paper.draft.empty) {
    checking.drop();
    return onNothing();
  }
  byId("save").disabled = false;
  checking.soon();
  if (desk.answer) return;
  summarise("Checking…");
  render();
}

function onNothing() {
  desk.answer = null;
  paper.editor.mark(new Map());
  byId("save").disabled = byId("save-report").disabled = true;
  summarise("Nothing to check yet");
  render();
}

/** @param {CheckAnswer} answer */
function onAnswer(answer) {
  desk.answer = answer;
  const document = answer.about?.id || `file ${paper.draft.name}`;
  if (desk.decisions?.document !== document) desk.decisions = new Decisions(document);
  paper.editor.mark(marksOf(answer.report));
  byId("save-report").disabled = false;
  const { words, kind } = summaryOf(answer.report);
  summarise(words, kind);
  compare.changed();
  render();
}

/** @param {any} error */
function onFailure(error) {
  desk.answer = null;
  summarise("Not checked", "bad");
  const started = desk.about !== null;
  if (!started || error.dead) engine = null;
  const words = started ? "The draft could not be checked." : "The checker could not be started.";
  const help = "Reload the page and try again. On a computer with Python, pip install fullcount and fullcount validate FILE say the same.";
  const again = el("button", { type: "button", class: "primary", onclick: () => checking.soon() }, "Try again");
  engineWords(words);
  tab("findings");
  fill(byId("findings"), el("h2", {}, words), refusal(error), el("p", {}, help), again);
}

/** @param {string} state */
function onState(state) {
  document.body.dataset.checking = state;
  if (state === "done" && desk.answer) engineWords(desk.engine);
}

/** Draws the panel that is in view; the others are drawn when they are opened. */
function render() {
  const { answer, decisions } = desk;
  const verdict = answer?.report.documents[0];
  if (desk.shown === "compare") return compare.run();
  const part = byId(desk.shown);
  if (!paper.draft.empty && (!answer || !decisions || !desk.about)) return startBusy(part);
  if (!answer || !decisions || !desk.about) return start(part, desk.shown, (draft) => paper.open(draft), () => paper.pick());
  if (desk.shown === "review") return review.show(answer, decisions, desk.about.codelists);
  if (desk.shown === "card") return showCard(part, answer.card);
  if (!verdict) return findings.showUnreadable(answer.report.unreadable[0], part);
  if (desk.shown === "level") return showLevel(part, verdict.coverage, jumpTo);
  findings.show(verdict);
}

/** @param {{line?: number, column?: number, pointer?: string}} at */
function jump(at) {
  walk.from(document.activeElement);
  paper.jump(at.line ?? 1, at.column);
}

/** @param {string} pointer */
function jumpTo(pointer) {
  jump(desk.answer?.places[pointer] ?? {});
}

/** @param {number} line */
function openLine(line) {
  tab("findings");
  findings.openLine(line);
}

/** @param {string} rule @param {string} pointer */
function decide(rule, pointer) {
  tab("review");
  review.open(rule, pointer);
}

/** @param {string} rule @param {string} pointer */
function decisionWords(rule, pointer) {
  const made = desk.decisions?.on(rule, pointer);
  const code = desk.about?.codelists.review_decision.find((one) => one.code === made?.decision);
  return code?.title ?? made?.decision ?? "";
}

function onDecided() {
  paper.tellKeeping();
}

async function askReview() {
  const { answer, decisions } = desk;
  const verdict = answer?.report.documents[0];
  const outcome = byId("review-outcome");
  if (!answer || !verdict || !decisions) return null;
  const item = decisions.review(verdict, today(), answer.report.versions.rule_set);
  const missing = missingWords(item);
  if (missing.length) {
    fill(outcome, el("p", { class: "notice bad" }, `Still missing: ${missing.join("; ")}.`));
    outcome.scrollIntoView({ block: "nearest" });
    return null;
  }
  const request = { ask: "decide", document: await paper.draft.document(), review: item, today: today() };
  const said = await ask(request).catch((error) => {
    fill(outcome, refusal(error));
    return null;
  });
  if (said) tellProblems(outcome, said.problems);
  return said;
}

/** @param {HTMLElement} outcome @param {any[]} problems */
function tellProblems(outcome, problems) {
  if (problems.length) fill(outcome, refusal(new NoAnswer("The review cannot be signed off yet:", problems)));
  else fill(outcome);
  outcome.scrollIntoView({ block: "nearest" });
}

async function writeReview() {
  const said = await askReview();
  if (!said || said.problems.length) return;
  paper.replace(said.text);
  fill(byId("review-outcome"), el("p", { class: "notice good" }, "Written into the draft, under reviews. Undo in the editor takes it back; save the text to keep it."));
}

/** draft for draft.yaml. @param {string} name */
const stem = (name) => name.replace(/(?<=.)\.[^.]*$/, "");

async function saveReview() {
  const said = await askReview();
  if (!said) return;
  download(`${stem(paper.draft.name)}.review.json`, `${JSON.stringify(said.record, null, 2)}\n`);
  byId("review-outcome").append(el("p", { class: "notice good" }, `Saved, the record being ${said.record.status}.`));
}

byId("save-report").addEventListener("click", () => {
  if (desk.answer) download(`${paper.draft.name}.report.json`, `${JSON.stringify(desk.answer.report, null, 2)}\n`);
});
onOtherTab((document) => {
  if (document && document !== desk.decisions?.document) return;
  desk.decisions?.reload();
  render();
});
theme(byId("theme"));
forgetting(() => {
  paper.forget();
  location.reload();
});
render();
ready().then(() => paper.restore(engine), onFailure);
