// @ts-check
/** Lines and columns of a text, as the engine counts them: from 1, a column being a Unicode character. */

export class Lines {
  /** @param {string} text with LF at the end of lines */
  constructor(text) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  get count() {
    return this.starts.length;
  }

  /** The number of a line that exists. @param {number} line */
  within(line) {
    return Math.min(Math.max(1, line), this.count);
  }

  /** Where a line begins. @param {number} line */
  start(line) {
    return this.starts[this.within(line) - 1];
  }

  /** Where a line ends, before its LF. @param {number} line */
  end(line) {
    const number = this.within(line);
    return number === this.count ? this.text.length : this.starts[number] - 1;
  }

  /** A line without its LF. @param {number} line */
  line(line) {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** The lines from one to another, both included. @param {number} first @param {number} last */
  slice(first, last) {
    return this.text.slice(this.start(first), this.end(last));
  }

  /** The line of an offset. @param {number} offset */
  at(offset) {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Where a column of a line is. @param {number} line @param {number} column */
  offset(line, column) {
    const [start, end] = [this.start(line), this.end(line)];
    let at = start;
    for (let left = column - 1; left > 0 && at < end; left -= 1)
      at += /** @type {number} */ (this.text.codePointAt(at)) > 0xffff ? 2 : 1;
    return at;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[[\]{}]|[^\s,:[\]{}"']+/y;

/** Tokens after which a bracket is no longer looked for. */
const MOST_TOKENS = 400;

/**
 * The end of the key or value that begins at an offset; of an object or a list that ends on another line, of its bracket.
 *
 * @param {string} text
 * @param {number} offset
 */
export function valueEnd(text, offset) {
  const first = tokenEnd(text, offset);
  let [at, depth] = [offset, 0];
  for (let tokens = 0; tokens < MOST_TOKENS && text[at] !== "\n" && at < text.length; tokens += 1) {
    if ("[{".includes(text[at])) depth += 1;
    if ("]}".includes(text[at])) depth -= 1;
    at = Math.max(tokenEnd(text, at), at + 1);
    if (depth <= 0) return tokens ? at : first;
  }
  return first;
}

/** @param {string} text @param {number} offset */
function tokenEnd(text, offset) {
  TOKEN.lastIndex = offset;
  return TOKEN.test(text) ? TOKEN.lastIndex : offset;
}

/**
 * The one stretch in which two texts differ: from `from` on, up to `to` in the old text, `text` stands in the new.
 *
 * @param {string} before
 * @param {string} after
 */
export function changedStretch(before, after) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  if (from && isHighSurrogate(before, from - 1)) from -= 1;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  if (same && isHighSurrogate(before, before.length - same - 1)) same -= 1;
  return { from, to: before.length - same, text: after.slice(from, after.length - same) };
}

/** @param {string} text @param {number} at */
const isHighSurrogate = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
