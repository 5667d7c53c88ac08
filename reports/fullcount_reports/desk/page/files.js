// @ts-check
/** Files in and out: picked, dropped, pasted; downloaded under the name they came with. */

/**
 * @param {string} name
 * @param {string | Blob} content
 */
export function download(name, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Hears files dropped anywhere on the page; text that is dropped goes where it falls.
 *
 * @param {(file: File) => void} opened
 */
export function onDrop(opened) {
  const carriesFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  let depth = 0;
  const over = (/** @type {number} */ change) => {
    depth = Math.max(0, depth + change);
    document.body.classList.toggle("dropping", depth > 0);
  };
  addEventListener("dragenter", (event) => carriesFile(event) && over(1));
  addEventListener("dragleave", (event) => carriesFile(event) && over(-1));
  addEventListener("dragover", (event) => carriesFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    over(-depth);
    const file = event.dataTransfer?.files[0];
    if (file) opened(file);
  });
}

/**
 * Hears text that is pasted or dropped into a textarea and would make it longer than it may be edited.
 *
 * @param {HTMLTextAreaElement} area
 * @param {number} most characters
 * @param {(text: string) => void} tooLong hears the whole text that there would be
 */
export function onLongText(area, most, tooLong) {
  /** @param {Event} event @param {DataTransfer | null} data @param {number} from @param {number} to */
  function hear(event, data, from, to) {
    const text = data?.getData("text/plain") ?? "";
    const { value, readOnly } = area;
    if (readOnly ? !text : value.length - (to - from) + text.length <= most) return;
    event.preventDefault();
    tooLong(readOnly ? text : value.slice(0, from) + text + value.slice(to));
  }
  area.addEventListener("paste", (event) => hear(event, event.clipboardData, area.selectionStart, area.selectionEnd));
  area.addEventListener("drop", (event) => {
    if (event.dataTransfer?.files.length) return;
    const at = caretAt(area, event);
    hear(event, event.dataTransfer, at, at);
  });
}

/** Where a text that is dropped would go; at the end, in a browser that does not say. @param {HTMLTextAreaElement} area @param {DragEvent} event */
function caretAt(area, event) {
  const caret = /** @type {any} */ (document).caretPositionFromPoint?.(event.clientX, event.clientY);
  return caret?.offsetNode === area ? caret.offset : area.value.length;
}
