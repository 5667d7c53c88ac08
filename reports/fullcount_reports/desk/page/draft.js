// @ts-check
/** The document on the desk: its name, its text, and the bytes it came as. */

/** @typedef {import("./types.js").SentDocument} SentDocument */

/** Characters from which on a text is shown in parts and not edited; see docs/decisions on the editor. */
export const LONG = 1_000_000;

export class Draft {
  /**
   * @param {string} name
   * @param {string | null} original as it came, line ends and all; null where the bytes are no text
   * @param {Blob | null} bytes where they are no text
   */
  constructor(name, original, bytes = null) {
    this.name = name;
    this.original = original ?? "";
    this.bytes = bytes;
    this.text = this.original.replace(/\r\n?/g, "\n");
    this.ends = endsOf(this.original);
    this.untouched = this.text;
    /** Whether it is the file that the desk was started with, and as it was read. */
    this.fresh = false;
  }

  get long() {
    return this.text.length > LONG;
  }

  get empty() {
    return !this.bytes && this.text === "";
  }

  /** The text as it is stored: as it came where nothing was changed, else with the line ends it came with. */
  get stored() {
    if (this.text === this.untouched) return this.original;
    return this.ends === "\r\n" ? this.text.replaceAll("\n", "\r\n") : this.text;
  }

  /** A bound on the bytes that costs no encoding: never more than there are. */
  get least() {
    return this.bytes ? this.bytes.size : this.text.length;
  }

  /** @returns {Promise<SentDocument>} */
  async document() {
    if (this.bytes) return { name: this.name, base64: await base64(this.bytes) };
    return { name: this.name, text: this.stored };
  }

  blob() {
    return this.bytes ?? new Blob([this.stored], { type: "text/plain;charset=utf-8" });
  }
}

/** "mixed" where a text has both. @param {string} text */
function endsOf(text) {
  const carriages = text.split("\r").length - 1;
  if (!carriages) return "\n";
  const windows = text.split("\r\n").length - 1;
  return windows === carriages && windows === text.split("\n").length - 1 ? "\r\n" : "mixed";
}

/**
 * A document read from a file or a paste; text where its bytes are UTF-8.
 *
 * @param {Blob} bytes
 * @param {string} name
 */
export async function read(bytes, name) {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return new Draft(name, decoder.decode(await bytes.arrayBuffer()));
  } catch {
    return new Draft(name, null, bytes);
  }
}

/** @param {Blob} bytes @returns {Promise<string>} */
function base64(bytes) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.readAsDataURL(bytes);
  });
}

/**
 * The name for a text that came without one: what it looks like decides.
 *
 * @param {string} text
 */
export const nameFor = (text) => (/^\s*[{[]/.test(text) ? "draft.json" : "draft.yaml");

/** "12.3 MB", in the millions of bytes that files are told in. @param {number} bytes */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}
