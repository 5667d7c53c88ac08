// @ts-check
/** Checks the draft a moment after the last change: one check at a time, and no answer that is out of date. */

const PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 1500;
const SLOW_MS = 400;

export class Checking {
  /**
   * @param {() => Promise<any>} check asks about the draft as it is now
   * @param {{answer: (answer: any) => void, failed: (error: any) => void,
   *          state: (state: "waiting" | "checking" | "slow" | "done") => void}} hears
   */
  constructor(check, hears) {
    this.check = check;
    this.hears = hears;
    this.version = 0;
    this.running = false;
    this.took = 0;
    this.timer = 0;
  }

  /** The draft has changed: check it soon, later the longer a check takes. */
  soon() {
    this.version += 1;
    clearTimeout(this.timer);
    this.hears.state("waiting");
    this.timer = setTimeout(() => this.now(), Math.min(LONGEST_PAUSE_MS, PAUSE_MS + this.took / 2));
  }

  /** Whatever is under way is of no interest any more. */
  drop() {
    this.version += 1;
    clearTimeout(this.timer);
    this.hears.state("done");
  }

  async now() {
    if (this.running) return;
    this.running = true;
    const { version } = this;
    const slow = setTimeout(() => this.hears.state("slow"), SLOW_MS);
    this.hears.state("checking");
    const begun = performance.now();
    const outcome = await this.check().then(
      (answer) => () => this.hears.answer(answer),
      (error) => () => this.hears.failed(error),
    );
    clearTimeout(slow);
    this.took = performance.now() - begun;
    this.running = false;
    if (version !== this.version) return this.soon();
    outcome();
    this.hears.state("done");
  }
}
