// @ts-check
/** Light, dark, or as the system has it. */

import { keepTheme, keptTheme } from "./store.js";

const NEXT = /** @type {Record<string, string>} */ ({ system: "light", light: "dark", dark: "system" });
const WORDS = /** @type {Record<string, string>} */ ({ system: "Auto", light: "Light", dark: "Dark" });

/** @param {HTMLElement} button that goes through the three */
export function theme(button) {
  const kept = keptTheme();
  wear(kept === "light" || kept === "dark" ? kept : "system");
  button.addEventListener("click", () => {
    const next = NEXT[document.documentElement.dataset.theme ?? "system"];
    wear(next);
    keepTheme(next === "system" ? null : next);
  });

  function wear(/** @type {string} */ name) {
    document.documentElement.dataset.theme = name;
    button.textContent = WORDS[name];
    button.setAttribute("aria-label", `Colours: ${WORDS[name]}. Change`);
  }
}
