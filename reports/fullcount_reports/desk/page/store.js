// @ts-check
/** What this browser keeps: reviews by document until they are forgotten, the draft until its tab is closed. */

const ROOM = "fullcount-desk:";
const DRAFT = `${ROOM}draft`;
const REVIEWER = `${ROOM}reviewer`;
const THEME = `${ROOM}theme`;
const TAB = `${ROOM}tab`;
const PROFILE = `${ROOM}profile`;
const review = (/** @type {string} */ document) => `${ROOM}review:${document}`;

/** Whether the last write was kept; a full or closed store is told to the reader, and nothing else fails. */
export const keeping = { works: true };

/** @param {() => Storage} store @param {string} key @param {unknown} value */
function write(store, key, value) {
  try {
    if (value === null) store().removeItem(key);
    else store().setItem(key, JSON.stringify(value));
    keeping.works = true;
  } catch {
    keeping.works = false;
  }
}

/** @param {() => Storage} store @param {string} key @returns {any} */
function readFrom(store, key) {
  try {
    return JSON.parse(store().getItem(key) ?? "null");
  } catch {
    return null;
  }
}

const local = () => localStorage;
const session = () => sessionStorage;

/** @param {string} document @returns {any} */
export const keptReview = (document) => readFrom(local, review(document));
/** @param {string} document @param {unknown} value */
export const keepReview = (document, value) => write(local, review(document), value);
/** @returns {{name: string, text: string, fresh: boolean} | null} */
export const keptDraft = () => readFrom(session, DRAFT);
/** @param {{name: string, text: string, fresh: boolean} | null} draft */
export const keepDraft = (draft) => write(session, DRAFT, draft);
/** @returns {string | null} */
export const keptTab = () => readFrom(session, TAB);
/** @param {string | null} tab */
export const keepTab = (tab) => write(session, TAB, tab);
/** @returns {{name: string, text: string} | null} */
export const keptProfile = () => readFrom(session, PROFILE);
/** @param {{name: string, text: string} | null} profile */
export const keepProfile = (profile) => write(session, PROFILE, profile);
/** @returns {any} */
export const keptReviewer = () => readFrom(local, REVIEWER);
/** @param {unknown} reviewer */
export const keepReviewer = (reviewer) => write(local, REVIEWER, reviewer);
/** @returns {string | null} */
export const keptTheme = () => readFrom(local, THEME);
/** @param {string | null} theme */
export const keepTheme = (theme) => write(local, THEME, theme);

/** Everything that this page has kept in this browser is gone; only the token of this visit stays. */
export function forgetEverything() {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store))
      if (key.startsWith(ROOM) && key !== `${ROOM}token`) store.removeItem(key);
}

/**
 * Hears when another tab changes the review of a document.
 *
 * @param {(document: string) => void} hear
 */
export function onOtherTab(hear) {
  addEventListener("storage", (event) => {
    if (event.key?.startsWith(review(""))) hear(event.key.slice(review("").length));
    if (event.key === null) hear("");
  });
}
