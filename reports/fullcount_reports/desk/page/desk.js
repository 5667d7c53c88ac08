// @ts-check
/** The desk: the draft on one side, what the engine says of it on the other. */

import { showCard } from "./card.js";
import { Checking } from "./checking.js";
import { Compare } from "./compare.js";
import { Decisions } from "./decisions.js";
import { byId, today } from "./dom.js";
import { connect } from "./engine.js";
import { failureWords, showFailure } from "./failure.js";
import { download } from "./files.js";
import { Findings } from "./findings.js";
import { forgetting } from "./forget.js";
import { showLevel } from "./level.js";
import { marksOf, summaryOf } from "./marks.js";
import { Paper } from "./paper.js";
import { Profile } from "./profile.js";
import { ReviewPanel } from "./review.js";
import { knowRules } from "./rule.js";
import { signing } from "./signing.js";
import { keepTab, keptTab, onOtherTab } from "./store.js";
import { tabs } from "./tabs.js";
import { theme } from "./theme.js";
import { walking } from "./walk.js";
import { start, startBusy } from "./welcome.js";

/** @typedef {import("./types.js").About} About */
/** @typedef {import("./types.js").CheckAnswer} CheckAnswer */

/** How long an answer is waited for before the reader is offered another checker. */
const PATIENCE_MS = 20_000;

/**
 * @type {{about: About | null, answer: CheckAnswer | null, failure: import("./engine.js").NoAnswer | null,
 *         decisions: Decisions | null, shown: string, engine: string}}
 */
const desk = { about: null, answer: null, failure: null, decisions: null, shown: "findings", engine: "" };
/** @type {ReturnType<typeof connect> | null} */
let engine = null;

const paper = new Paper({ changed: onChange, opened: onOpened, marked: openLine, sideFile: onSideFile });
const does = { jump, decide, changed: () => paper.tellKeeping(), ...signing(() => desk, ask, paper) };
const findings = new Findings(byId("findings"), { ...does, decided: decisionWords });
const review = new ReviewPanel(byId("review"), does);
const checking = new Checking(check, { answer: onAnswer, failed: onFailure, state: onState });
const compare = new Compare({ ask, draft: () => paper.draft, read: (file) => paper.read(file), jump });
const profile = new Profile({ read: (file) => paper.read(file), changed: onChange });
const tab = tabs(byId("tabs"), (name) => {
  desk.shown = name;
  keepTab(name === "findings" ? null : name);
  if (name === "card" && desk.answer && !desk.answer.drawn) checking.soon();
  render();
});
const walk = walking(byId("text"), () => desk.answer, (at) => paper.jump(at.line ?? 1, at.column));

/** @param {Record<string, unknown>} request */
async function ask(request) {
  engine ??= connect(engineWords);
  const { ask: asked } = await engine;
  const offer = desk.about ? setTimeout(() => offerAnother(true), PATIENCE_MS) : 0;
  return asked(request).finally(() => {
    clearTimeout(offer);
    offerAnother(false);
  });
}

/** An engine may be gone without a word, or work for ever. @param {boolean} on */
function offerAnother(on) {
  byId("another").hidden = !on;
}

function startAnother() {
  checking.soon();
  engine?.then(({ end }) => end());
  engine = null;
}

async function check() {
  await ready();
  const document = await paper.draft.document();
  const drawn = desk.shown === "card";
  const answer = await ask({ ask: "check", document, today: today(), card: drawn, ...(await profile.part()) });
  return { ...answer, drawn };
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
  if (desk.answer || desk.failure) return;
  summarise("Checking…");
  render();
}

/** Another document: what was said of the one before is not of this one. */
function onOpened() {
  clear();
  onChange();
}

function clear() {
  desk.answer = desk.failure = null;
  paper.editor.mark(new Map());
  byId("save").disabled = byId("save-report").disabled = true;
}

function onNothing() {
  clear();
  summarise("Nothing to check yet");
  render();
}

/** @param {CheckAnswer} answer */
function onAnswer(answer) {
  desk.answer = answer;
  desk.failure = null;
  const document = answer.about?.id || `file ${paper.draft.name}`;
  if (desk.decisions?.document !== document) desk.decisions = new Decisions(document);
  paper.editor.mark(marksOf(answer.report));
  byId("save-report").disabled = false;
  const { words, kind } = summaryOf(answer.report);
  summarise(words, kind);
  render();
}

/** @param {any} error */
function onFailure(error) {
  clear();
  desk.failure = error;
  byId("save").disabled = paper.draft.empty;
  if (!desk.about || error.dead) engine = null;
  summarise("Not checked", "bad");
  engineWords(failureWords(desk.about !== null));
  render();
}

function tryAgain() {
  desk.failure = null;
  summarise("Checking…");
  render();
  checking.soon();
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
  if (desk.failure) return showFailure(part, desk.failure, desk.about !== null, tryAgain, profile.draft && (() => profile.drop()));
  if (!paper.draft.empty && (!answer || !decisions || !desk.about)) return startBusy(part, desk.about !== null);
  if (!answer || !decisions || !desk.about) return start(part, desk.shown, (draft) => paper.open(draft), () => paper.pick());
  if (desk.shown === "review") return review.show(answer, decisions, desk.about.codelists);
  if (desk.shown === "card") return answer.drawn ? showCard(part, answer.card) : startBusy(part, true);
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

async function saveReport() {
  const { name } = paper.draft;
  const { report } = await check(); // what is shown may be of the text before the last key
  download(`${name}.report.json`, `${JSON.stringify(report, null, 2)}\n`);
}

/** A side file that was opened like a draft. @param {File} file */
function onSideFile(file) {
  if (!desk.answer?.report.documents[0]) return paper.refuse(`${file.name} is a review record: open the disclosure that it is of, then this file again.`);
  tab("review");
  review.take(file);
}

byId("save-report").addEventListener("click", () => saveReport().catch(onFailure));
byId("another").addEventListener("click", startAnother);
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
tab(keptTab() ?? "");
render();
ready().then(() => paper.restore(engine), onFailure);
