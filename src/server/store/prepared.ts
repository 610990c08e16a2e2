import type { Compilable, Kysely } from 'kysely';
import type { Schema } from './schema';

class Placeholder {
  constructor(readonly name: string) {}
}

/** A query built and compiled once; only its values change. For what every request asks. */
export interface Prepared<V extends object, T> {
  bind(db: Kysely<Schema>, values: V): Compilable<T>;
}

/** `value('name')` stands for a value that comes with each use. Building a query costs more than running it. */
export function prepared<V extends object, T>(
  build: (db: Kysely<Schema>, value: <N extends keyof V & string>(name: N) => V[N]) => Compilable<T>,
): Prepared<V, T> {
  let once: ReturnType<Compilable<T>['compile']> | undefined;
  return {
    bind: (db, values) => {
      once ??= build(db, (name) => new Placeholder(name) as unknown as V[typeof name]).compile();
      const { parameters } = once;
      const bound = parameters.map((one) => (one instanceof Placeholder ? values[one.name as keyof V] : one));
      const query = { ...once, parameters: bound };
      return { compile: () => query };
    },
  };
}
