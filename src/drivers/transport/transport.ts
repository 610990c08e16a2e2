import type { Result } from '../../core/base';

/** Why a transport ended: closed by us, or lost because the other end went away. */
export type TransportEnd = 'closed' | 'lost';

/** A stream of bytes to and from one device, held exclusively. Chunks come in any size; framing is the codec's work. */
export interface Transport {
  /** Name of the port for logs and doctor; not an evidence value. */
  readonly path: string;
  /** 'unsupported': the port has no modem lines (a pseudo terminal, some Bluetooth ports); DTR and RTS stay as they are. */
  readonly lineControl: 'set' | 'unsupported';
  /** A wireless line holds bytes back up to this long: to be added to every wait for an answer. */
  readonly latencyMs?: number;
  /** Resolves when the bytes are with the operating system. DEVICE_LOST. */
  write(bytes: Uint8Array): Promise<Result<void>>;
  /** Goes on at another rate, for a device that was told to; absent where the line has none of its own. DEVICE_LOST, DEVICE_REFUSED. */
  setBaudRate?(baudRate: number): Promise<Result<void>>;
  onData(listener: (chunk: Uint8Array) => void): () => void;
  /** Called once; at once if it has ended already. */
  onEnd(listener: (end: TransportEnd) => void): () => void;
  /** Idempotent; resolves when the port is free for another program. */
  close(): Promise<void>;
}
