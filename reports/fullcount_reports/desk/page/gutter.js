// @ts-check
/** Line numbers, severity marks and the bands beneath marked lines; only what is in view is drawn. */

import { counted, el } from "./dom.js";

/** @typedef {{severity: import("./types.js").Severity, number: number}} Mark */

export class Gutter {
  /**
   * @param {HTMLElement} frame
   * @param {HTMLTextAreaElement} area
   * @param {(line: number) => void} opened hears the line whose mark was clicked
   */
  constructor(frame, area, opened) {
    this.area = area;
    this.opened = opened;
    this.numbers = /** @type {HTMLElement} */ (frame.querySelector(".numbers"));
    this.bands = /** @type {HTMLElement} */ (frame.querySelector(".bands"));
    this.first = this.last = this.currentLine = 1;
    /** @type {Map<number, Mark>} */
    this.marks = new Map();
    this.waiting = 0;
    area.addEventListener("scroll", () => this.soon(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(area);
    this.measure();
  }

  measure() {
    const style = getComputedStyle(this.area);
    this.lineHeight = parseFloat(style.lineHeight);
    this.padding = parseFloat(style.paddingTop);
    const canvas = document.createElement("canvas").getContext("2d");
    if (canvas) canvas.font = style.font;
    this.characterWidth = canvas?.measureText("0").width ?? 8;
    this.draw();
  }

  /** @param {number} first @param {number} last */
  lines(first, last) {
    [this.first, this.last] = [first, last];
    this.numbers.parentElement?.style.setProperty("--digits", String(Math.max(3, String(last).length)));
    this.soon();
  }

  /** @param {Map<number, Mark>} marks */
  mark(marks) {
    this.marks = marks;
    this.soon();
  }

  /** @param {number} line */
  current(line) {
    if (line === this.currentLine) return;
    this.currentLine = line;
    this.soon();
  }

  soon() {
    this.waiting ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    const { scrollTop, clientHeight } = this.area;
    const top = this.first + Math.max(0, Math.floor((scrollTop - this.padding) / this.lineHeight));
    const bottom = Math.min(this.last, top + Math.ceil(clientHeight / this.lineHeight) + 1);
    const shift = `translateY(${this.padding + (top - this.first) * this.lineHeight - scrollTop}px)`;
    const lines = Array.from({ length: Math.max(0, bottom - top + 1) }, (_, index) => top + index);
    this.numbers.style.transform = this.bands.style.transform = shift;
    this.numbers.replaceChildren(...lines.map((line) => this.#number(line)));
    this.bands.replaceChildren(...lines.map((line) => this.#band(line)));
  }

  #number(/** @type {number} */ line) {
    const mark = this.marks.get(line);
    const number = el("span", { class: "number", "aria-hidden": "true" }, String(line));
    const kind = line === this.currentLine ? "row current" : "row";
    if (!mark) return el("div", { class: kind }, number);
    const label = `${counted(mark.number, "finding")}, gravest ${mark.severity}, on line ${line}`;
    const button = el(
      "button",
      { class: "mark", type: "button", tabindex: "-1", title: label, "aria-label": label },
      el("span", { class: `severity ${mark.severity}`, "aria-hidden": "true" }),
    );
    button.addEventListener("click", () => this.opened(line));
    return el("div", { class: kind }, button, number);
  }

  #band(/** @type {number} */ line) {
    const severity = this.marks.get(line)?.severity ?? "";
    return el("div", { class: `row ${severity}${line === this.currentLine ? " current" : ""}` });
  }
}
