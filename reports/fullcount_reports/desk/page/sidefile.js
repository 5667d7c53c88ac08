// @ts-check
/** A review record, as the desk or `fullcount review` wrote it, taken up again. */

/** @typedef {import("./types.js").Review} Review */
/** @typedef {{name?: string, id?: string, sha256?: string, with_review_sha256?: string}} Reviewed */

/**
 * The review of a side file and what it is of. Throws an Error with words for the reader.
 *
 * @param {File} file
 * @returns {Promise<{review: Review, document: Reviewed}>}
 */
export async function readSideFile(file) {
  const record = await file.text().then(JSON.parse).catch(() => null);
  const review = record?.review_record ? record.review : null;
  if (review && typeof review === "object" && !Array.isArray(review)) return { review, document: record.document ?? {} };
  throw new Error(`${file.name} is no review record: choose a file NAME.review.json that this page or fullcount review wrote.`);
}

/**
 * What the reader must know before going on: whether the record is of this text.
 *
 * @param {Reviewed} document
 * @param {{id?: string | null, sha256: string}} now
 */
export function takenWords(document, now) {
  if ((document.id ?? null) !== (now.id ?? null))
    return `The record is of another disclosure, ${document.id ?? document.name ?? "without an id"}. Its decisions were taken up where they fit.`;
  if (now.sha256 !== document.sha256 && now.sha256 !== document.with_review_sha256) return "The record was made on another text of this disclosure. Decisions whose finding is gone are shown as such.";
  return "The record was taken up.";
}
