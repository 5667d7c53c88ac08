// @ts-check
/** The rules profile that drafts are checked with, where the reader chose one. */

import { byId } from "./dom.js";

/** @typedef {import("./draft.js").Draft} Draft */

export class Profile {
  /** @param {{read: (file: File) => Promise<Draft | null>, changed: () => void}} does */
  constructor({ read, changed }) {
    /** @type {Draft | null} */
    this.draft = null;
    const input = /** @type {HTMLInputElement} */ (byId("profile-file"));
    byId("profile-pick").addEventListener("click", () => input.click());
    byId("profile-drop").addEventListener("click", () => this.#use(null, changed));
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      input.value = "";
      const draft = file && (await read(file));
      if (draft) this.#use(draft, changed);
    });
  }

  /** What a request to check says of it. */
  async part() {
    return this.draft ? { profile: await this.draft.document() } : {};
  }

  #use(/** @type {Draft | null} */ draft, /** @type {() => void} */ changed) {
    this.draft = draft;
    byId("profile-name").textContent = draft ? draft.name : "none";
    byId("profile-drop").hidden = !draft;
    changed();
  }
}
