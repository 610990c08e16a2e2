/** Asks the server now and then; one question at a time. */
export class Poll {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isOver = false;

  constructor(
    readonly ask: () => Promise<void>,
    readonly everyMs: number,
  ) {}

  now(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#running ??= this.ask().finally(() => {
      this.#running = undefined;
      if (!this.#isOver) this.#timer = setTimeout(() => void this.now(), this.everyMs);
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
