// @ts-check
/** Elements made from data. Text only ever becomes a text node, so nothing in a draft is read as markup. */

/**
 * An element with attributes, listeners (keys that begin with "on") and children.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes] null, undefined and false leave an attribute out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

/**
 * The element with that id, which the page has.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
}

/**
 * Replaces what a part of the page shows; the focus stays on the control with the same data-key.
 *
 * @param {HTMLElement} part
 * @param {...(Node | string | null | undefined | false)} children
 */
export function fill(part, ...children) {
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.getAttribute("data-key");
  const caret = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement ? active.selectionStart : null;
  part.replaceChildren(...children.filter((child) => child || child === ""));
  const again = key && /** @type {any} */ (part.querySelector(`[data-key="${CSS.escape(key)}"]`));
  again?.focus({ preventScroll: true });
  if (again && caret !== null) again.setSelectionRange(caret, caret);
}

const unfolded = /** @type {Set<string>} */ (new Set());

/**
 * A part that is folded until the reader unfolds it, and then stays so however often it is drawn anew.
 *
 * @param {string} key
 * @param {...(Node | string)} head
 */
export function folded(key, ...head) {
  const details = el("details", { class: "group", open: unfolded.has(key) }, el("summary", { "data-key": key }, ...head));
  details.addEventListener("toggle", () => (details.open ? unfolded.add(key) : unfolded.delete(key)));
  return details;
}

/**
 * "1 error", "2 errors".
 *
 * @param {number} number
 * @param {string} noun
 */
export const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** The local day, YYYY-MM-DD. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
