// @ts-check
/** The left side: the draft, its editor, its name, and what has to be said about them. */

import { byId, counted, el, fill } from "./dom.js";
import { Draft, LONG, megabytes, nameFor, read } from "./draft.js";
import { Editor } from "./editor.js";
import { download, onDrop, onLongText } from "./files.js";
import { reorderedLines } from "./plain.js";
import { keepDraft, keeping, keptDraft } from "./store.js";

const KEEP_MS = 400;
const LINES_NAMED = 5;
/** What the command line calls a review record. */
const SIDE_FILE = /\.review\.json$/i;

export class Paper {
  /** @param {{changed: () => void, opened: () => void, marked: (line: number) => void, sideFile: (file: File) => void}} hears */
  constructor(hears) {
    this.hears = hears;
    this.draft = new Draft("draft.yaml", "");
    this.limit = 20 * 1024 * 1024;
    this.named = false;
    this.refusal = "";
    this.again = false;
    this.timer = 0;
    const moved = (/** @type {number} */ first, /** @type {number} */ last, /** @type {number} */ count) => this.#moved(first, last, count);
    this.editor = new Editor(byId("editor"), { changed: (text) => this.#typed(text), marked: hears.marked, moved });
    onLongText(byId("text"), LONG, (text) => this.#pasted(text));
    onDrop((file) => this.#load(file));
    this.#wire();
  }

  #wire() {
    const input = /** @type {HTMLInputElement} */ (byId("file"));
    byId("open").addEventListener("click", () => this.pick());
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) this.#load(file);
    });
    byId("save").addEventListener("click", () => download(this.draft.name, this.draft.blob()));
    byId("name").addEventListener("change", (/** @type {any} */ event) => this.#rename(event.target.value.trim()));
    byId("earlier").addEventListener("click", () => this.editor.turn(-1));
    byId("later").addEventListener("click", () => this.editor.turn(1));
    addEventListener("pagehide", () => this.#keep());
  }

  pick() {
    byId("file").click();
  }

  /** A file within the limit, or null after saying why not. @param {File} file */
  async read(file) {
    if (this.#within(file.size, file.name)) return read(file, file.name);
    return null;
  }

  /** @param {Draft} draft */
  open(draft) {
    this.draft = draft;
    this.named = true;
    this.again = false;
    this.refusal = "";
    byId("name").value = draft.name;
    this.editor.open(draft.text, draft.long);
    this.#keepSoon();
    this.#tell();
    this.hears.opened();
  }

  /** Puts the text of the engine in place of the draft's, undoable where it can be edited. @param {string} text */
  replace(text) {
    const next = new Draft(this.draft.name, text);
    if (this.draft.long || next.long) this.open(next);
    else this.editor.replace(next.text);
  }

  /** @param {number} line @param {number} [column] */
  jump(line, column) {
    byId("editor").scrollIntoView({ block: "nearest" });
    this.editor.jump(line, column);
  }

  /** The draft of before a reload, else the file that the desk was started with. @param {Promise<any> | null} engine */
  async restore(engine) {
    const given = (await engine)?.draft ?? null;
    const load = async () => this.open(Object.assign(await opened(await given()), { fresh: true }));
    byId("reread").hidden = !given;
    byId("reread").addEventListener("click", () => load().catch((error) => this.refuse(error.message)));
    if (!this.draft.empty) return this.hears.changed();
    const kept = keptDraft();
    if (typeof kept?.text === "string" && !(given && kept.fresh)) {
      this.open(new Draft(kept.name, kept.text));
      this.again = given !== null;
      return this.#tell();
    }
    if (given) await load().catch((error) => this.refuse(error.message));
  }

  /** Nothing of the draft is left to keep. */
  forget() {
    this.draft = new Draft("draft.yaml", "");
  }

  /** Says whether this browser keeps what is written. */
  tellKeeping() {
    this.#tell();
  }

  #typed(/** @type {string} */ text) {
    if (this.draft.bytes) this.draft = new Draft(this.draft.name, "");
    if (this.draft.empty && !this.named) this.#called(nameFor(text));
    this.draft.text = text;
    this.draft.fresh = false;
    if (text === "") this.named = false;
    this.refusal = "";
    this.#keepSoon();
    this.#tell();
    this.hears.changed();
  }

  #pasted(/** @type {string} */ text) {
    if (this.#within(text.length, "The pasted text")) this.open(new Draft(this.named ? this.draft.name : nameFor(text), text));
  }

  async #load(/** @type {File} */ file) {
    if (SIDE_FILE.test(file.name)) return this.hears.sideFile(file);
    const draft = await this.read(file);
    if (draft) this.open(draft);
  }

  #within(/** @type {number} */ bytes, /** @type {string} */ what) {
    if (bytes <= this.limit) return true;
    this.refuse(`${what} has ${megabytes(bytes)}, more than the ${megabytes(this.limit)} that a disclosure may have, and was not taken. Sum the jobs into compute lines and attach the log as evidence.`);
    return false;
  }

  /** Says why something was not taken; the draft stays. @param {string} words */
  refuse(words) {
    this.refusal = words;
    this.#tell();
  }

  #rename(/** @type {string} */ name) {
    this.named = name !== "";
    this.#called(name || nameFor(this.draft.text));
    this.#keepSoon();
    this.hears.changed();
  }

  #called(/** @type {string} */ name) {
    this.draft.name = name;
    byId("name").value = name;
  }

  #moved(/** @type {number} */ first, /** @type {number} */ last, /** @type {number} */ count) {
    byId("parts").hidden = last - first + 1 === count;
    byId("part-words").textContent = `Lines ${first} to ${last} of ${count.toLocaleString("en")}`;
    byId("earlier").disabled = first === 1;
    byId("later").disabled = last === count;
  }

  #keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#keep(), KEEP_MS);
  }

  #keep() {
    clearTimeout(this.timer);
    const { empty, bytes, long, name, stored, fresh } = this.draft;
    keepDraft(empty || bytes || long ? null : { name, text: stored, fresh });
    if (!keeping.works) this.#tell();
  }

  #tell() {
    const { draft } = this;
    const lines = draft.long ? [] : reorderedLines(draft.text, LINES_NAMED);
    const words = [
      this.refusal,
      draft.bytes && `${draft.name} is not text in UTF-8. It is checked as it is; there is nothing to edit here.`,
      draft.long && `This text is too long to edit here (${megabytes(draft.text.length)}). It is checked as a whole, shown in parts, and not kept for a reload.`,
      this.again && !draft.fresh && "This is the text from before the page was loaded again. Read again takes the file as it is now.",
      draft.ends === "mixed" && "This text has two kinds of line ends. Once it is edited here, all become LF.",
      !keeping.works && "This browser keeps nothing for this page: save the text and the review before you close it.",
    ].filter(Boolean);
    const notices = words.map((text) => el("p", { class: "notice" }, text));
    if (lines.length) notices.push(this.#reordered(lines));
    fill(byId("notices"), ...notices);
  }

  #reordered(/** @type {number[]} */ lines) {
    const jumps = lines.flatMap((line) => [" ", el("button", { type: "button", class: "link", "data-key": `line-${line}`, onclick: () => this.jump(line) }, `line ${line}`)]);
    return el("p", { class: "notice" }, `Hidden characters change the order of text on ${counted(lines.length, "line")}${lines.length === LINES_NAMED ? " or more" : ""}:`, ...jumps);
  }
}

/** A document as the engine sends it. @param {import("./types.js").SentDocument} document */
async function opened(document) {
  if ("text" in document) return new Draft(document.name, document.text);
  const bytes = Uint8Array.from(atob(document.base64), (character) => character.charCodeAt(0));
  return read(new Blob([bytes]), document.name);
}
