// @ts-check
/** From finding to finding by key, and back to the finding that one came from. */

/** @typedef {import("./types.js").CheckAnswer} CheckAnswer */
/** @typedef {{line?: number, column?: number}} At */

/**
 * @param {HTMLTextAreaElement} area
 * @param {() => CheckAnswer | null} answer
 * @param {(at: At) => void} jump
 */
export function walking(area, answer, jump) {
  let at = -1;
  let came = /** @type {HTMLElement | null} */ (null);
  addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      const places = placesOf(answer());
      if (!places.length) return;
      at = (at + (event.shiftKey ? -1 : 1) + places.length) % places.length;
      jump(places[at]);
    } else if (event.key === "Escape" && event.target === area) {
      const back = came?.isConnected ? came : document.querySelector('[role="tab"][aria-selected="true"]');
      /** @type {HTMLElement | null} */ (back)?.focus();
    }
  });
  return {
    /** Remembers the control that led to the text. @param {Element | null} control */
    from(control) {
      if (control instanceof HTMLElement && control !== area && control !== document.body) came = control;
    },
  };
}

/** The places of all findings in the order of the text, each once. @param {CheckAnswer | null} answer @returns {At[]} */
function placesOf(answer) {
  const groups = answer?.report.documents[0]?.findings ?? [];
  const all = [...groups.flatMap((group) => group.samples), ...(answer?.report.unreadable[0]?.problems ?? [])];
  const placed = all.filter((one) => one.line).sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
  return placed.filter((one, index) => one.line !== placed[index - 1]?.line || one.column !== placed[index - 1]?.column);
}
