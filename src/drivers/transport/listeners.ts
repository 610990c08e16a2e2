/** Callbacks in the order they came; each may remove itself while being called. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>();
  add(listener: (value: T) => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }
  emit(value: T): void {
    for (const listener of [...this.all]) listener(value);
  }
  clear(): void {
    this.all.clear();
  }
}
