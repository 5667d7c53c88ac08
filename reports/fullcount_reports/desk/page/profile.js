// @ts-check
/** The rules profile that drafts are checked with, where the reader chose one. */

import { byId } from "./dom.js";
import { Draft } from "./draft.js";
import { keepProfile, keptProfile } from "./store.js";

export class Profile {
  /** @param {{read: (file: File) => Promise<Draft | null>, changed: () => void}} does */
  constructor({ read, changed }) {
    this.changed = changed;
    const kept = keptProfile();
    /** @type {Draft | null} */
    this.draft = typeof kept?.text === "string" ? new Draft(kept.name, kept.text) : null;
    this.#name();
    const input = /** @type {HTMLInputElement} */ (byId("profile-file"));
    byId("profile-pick").addEventListener("click", () => input.click());
    byId("profile-drop").addEventListener("click", () => this.drop());
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      input.value = "";
      const draft = file && (await read(file));
      if (draft) this.#use(draft);
    });
  }

  /** What a request to check says of it. */
  async part() {
    return this.draft ? { profile: await this.draft.document() } : {};
  }

  drop() {
    this.#use(null);
  }

  #use(/** @type {Draft | null} */ draft) {
    this.draft = draft;
    keepProfile(draft && !draft.bytes ? { name: draft.name, text: draft.stored } : null);
    this.#name();
    this.changed();
  }

  #name() {
    byId("profile-name").textContent = this.draft?.name ?? "none";
    byId("profile-drop").hidden = !this.draft;
  }
}
