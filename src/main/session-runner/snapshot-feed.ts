import type { KioskSnapshot } from '../../contracts/ipc';

/** Snapshots as they change, at most one for each turn of the event loop. */
export class SnapshotFeed {
  readonly #listeners = new Set<(snapshot: KioskSnapshot) => void>();
  #current: KioskSnapshot | undefined;
  #sequence = 0;
  #isDue = false;

  constructor(readonly build: (sequence: number) => KioskSnapshot) {}

  current(): KioskSnapshot {
    this.#current ??= this.build(++this.#sequence);
    return this.#current;
  }

  changed(): void {
    this.#current = undefined;
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      for (const listener of this.#listeners) listener(this.current());
    });
  }

  listen(listener: (snapshot: KioskSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
