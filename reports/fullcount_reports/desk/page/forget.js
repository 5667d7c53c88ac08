// @ts-check
/** The button that empties this browser of what the desk keeps in it, after asking. */

import { byId } from "./dom.js";
import { forgetEverything } from "./store.js";

/** @param {() => void} forgotten */
export function forgetting(forgotten) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("forget-dialog"));
  byId("forget").addEventListener("click", () => {
    dialog.returnValue = "keep";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "forget") return;
    forgetEverything();
    forgotten();
  });
}
