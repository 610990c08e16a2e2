import { err, ok, type Result } from '../../core/base';
import { Listeners } from './listeners';
import type { Transport, TransportEnd } from './transport';

/** Bytes as they came from a device, with the time since the chunk before. */
export interface ReplayChunk {
  readonly afterUs: number;
  readonly bytes: Uint8Array;
}

export interface ReplaySettings {
  readonly path?: string;
  readonly chunks: readonly ReplayChunk[];
  /** What the recorded device said to these bytes; its replies go out before the next chunk. */
  readonly answer?: (written: Uint8Array) => readonly Uint8Array[];
  /** Waits between chunks; default: no waiting at all. */
  readonly wait?: (us: number) => Promise<void>;
}

/** A port that plays a recording; `play()` resolves after the last chunk, `unplug()` ends it as a lost device would. */
export interface ReplayTransport extends Transport {
  play(): Promise<void>;
  unplug(): void;
}

export function createReplayTransport(settings: ReplaySettings): ReplayTransport {
  const data = new Listeners<Uint8Array>();
  const ended = new Listeners<TransportEnd>();
  let end: TransportEnd | undefined;
  const finish = (how: TransportEnd): void => {
    if (end !== undefined) return;
    end = how;
    ended.emit(how);
    data.clear();
  };
  return {
    path: settings.path ?? 'replay',
    lineControl: 'unsupported',
    async write(bytes): Promise<Result<void>> {
      if (end !== undefined) return err('DEVICE_LOST');
      for (const reply of settings.answer?.(bytes) ?? []) queueMicrotask(() => end ?? data.emit(reply));
      return ok(undefined);
    },
    onData: (listener) => data.add(listener),
    onEnd(listener) {
      if (end !== undefined) listener(end);
      return ended.add(listener);
    },
    async close() {
      finish('closed');
    },
    async play() {
      for (const chunk of settings.chunks) {
        await settings.wait?.(chunk.afterUs);
        if (end !== undefined) return;
        data.emit(chunk.bytes);
      }
    },
    unplug: () => finish('lost'),
  };
}
