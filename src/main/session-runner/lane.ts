/** One thing at a time, in the order asked: what the screens wish and the devices tell never interleaves. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after everything that was asked before; its failure is its caller's, not the next one's. */
  run<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    let seen: Promise<unknown> | undefined;
    while (seen !== this.#last) {
      seen = this.#last;
      await seen;
    }
  }
}
