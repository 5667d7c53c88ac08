// @ts-check
/** The text: a native textarea over a layer that marks lines, with a gutter that draws only the lines in view. */

import { Gutter } from "./gutter.js";
import { Lines, changedStretch, valueEnd } from "./lines.js";

/** Lines of a long text that are shown at a time. */
const PART = 2000;
/** Characters of that part; a line may be longer than any screen. */
const PART_CHARACTERS = 400_000;

/** @typedef {import("./gutter.js").Mark} Mark */

export class Editor {
  /**
   * @param {HTMLElement} frame holds the textarea, the gutter and the layer of bands
   * @param {{changed: (text: string) => void, marked: (line: number) => void,
   *          moved: (first: number, last: number, count: number) => void}} hears
   */
  constructor(frame, hears) {
    this.area = /** @type {HTMLTextAreaElement} */ (frame.querySelector("textarea"));
    this.hears = hears;
    this.first = 1;
    this.whole = new Lines("");
    this.long = false;
    this.gutter = new Gutter(frame, this.area, (line) => hears.marked(line));
    this.area.addEventListener("input", () => this.#typed());
    document.addEventListener("selectionchange", () => this.#follow());
  }

  get text() {
    return this.whole.text;
  }

  /** Shows another document; the undo of the old one is gone. @param {string} text @param {boolean} long */
  open(text, long) {
    this.whole = new Lines(text);
    this.long = long;
    this.area.readOnly = long;
    this.#part(1);
    this.area.scrollTop = this.area.scrollLeft = 0;
    if (!long) this.area.setSelectionRange(0, 0);
  }

  /** Puts another text in place of this one, as one step that undo takes back. @param {string} text */
  replace(text) {
    const change = changedStretch(this.area.value, text);
    if (change.from === change.to && !change.text) return;
    this.area.focus();
    this.area.setSelectionRange(change.from, change.to);
    const word = change.text ? "insertText" : "delete";
    if (!document.execCommand(word, false, change.text)) {
      this.area.setRangeText(change.text, change.from, change.to, "end");
      this.#typed();
    }
    this.jump(this.whole.at(change.from), 1);
  }

  /** @param {Map<number, Mark>} marks by line */
  mark(marks) {
    this.gutter.mark(marks);
  }

  /** Selects what stands at a line and column and brings it into view. @param {number} line @param {number} [column] */
  jump(line, column = 1) {
    const wanted = this.whole.within(line);
    if (this.long && !this.#inPart(wanted)) this.#part(wanted - PART / 2);
    const from = this.whole.offset(wanted, column);
    const to = valueEnd(this.whole.text, from);
    const base = this.whole.start(this.first);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(from - base, to - base);
    this.#reveal(wanted, from - this.whole.start(wanted));
  }

  /** Shows the part of a long text before or after this one. @param {1 | -1} direction */
  turn(direction) {
    this.#part(this.first + direction * PART);
    this.area.scrollTop = 0;
  }

  #inPart(/** @type {number} */ line) {
    return line >= this.first && line < this.first + PART;
  }

  #part(/** @type {number} */ from) {
    const last = this.whole.count;
    this.first = this.long ? Math.max(1, Math.min(from, last - PART + 1)) : 1;
    const end = this.long ? Math.min(last, this.first + PART - 1) : last;
    this.area.value = this.long
      ? this.whole.slice(this.first, end).slice(0, PART_CHARACTERS)
      : this.whole.text;
    this.gutter.lines(this.first, end);
    this.hears.moved(this.first, end, last);
  }

  #typed() {
    if (this.long) return;
    this.whole = new Lines(this.area.value);
    this.gutter.lines(1, this.whole.count);
    this.#follow();
    this.hears.changed(this.area.value);
  }

  #follow() {
    if (document.activeElement !== this.area) return;
    const base = this.whole.start(this.first);
    this.gutter.current(this.whole.at(base + this.area.selectionStart));
  }

  /** A third from the top, and as far to the left as lets the column be seen. */
  #reveal(/** @type {number} */ line, /** @type {number} */ before) {
    const height = this.gutter.lineHeight;
    const top = (line - this.first) * height;
    const { scrollTop, clientHeight, clientWidth } = this.area;
    if (top < scrollTop + height || top > scrollTop + clientHeight - 2 * height)
      this.area.scrollTop = Math.max(0, top - clientHeight / 3);
    const left = before * this.gutter.characterWidth;
    this.area.scrollLeft = Math.max(0, left - clientWidth * 0.55);
    this.gutter.current(line);
    this.gutter.draw();
  }
}
