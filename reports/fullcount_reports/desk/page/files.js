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
 * Hears text that is pasted into a textarea and would make it longer than it may be edited.
 *
 * @param {HTMLTextAreaElement} area
 * @param {number} most characters
 * @param {(text: string) => void} tooLong hears the whole text that there would be
 */
export function onLongPaste(area, most, tooLong) {
  area.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const { value, selectionStart, selectionEnd } = area;
    if (area.readOnly ? !pasted : value.length - (selectionEnd - selectionStart) + pasted.length <= most) return;
    event.preventDefault();
    tooLong(area.readOnly ? pasted : value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  });
}
