import type { WebSocket } from 'ws';
import { err, ok, type Result } from '../../core/base';
import { Listeners } from './listeners';
import type { ServiceAddress } from './service-address';
import type { TransportEnd } from './transport';

/** Texts to and from a vendor's service on this machine, over a WebSocket to the loopback; nothing else can be reached. */
export interface LoopbackLine {
  /** DEVICE_LOST. */
  send(text: string): Result<void>;
  onText(listener: (text: string) => void): () => void;
  /** Called once; at once if it has ended already. A message over the bound, or one that is no text, ends the line. */
  onEnd(listener: (end: TransportEnd) => void): () => void;
  close(): Promise<void>;
}

export interface LoopbackSettings {
  readonly address: ServiceAddress;
  /** Largest message that is taken in. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** DEVICE_ABSENT when nobody listens or nobody there speaks WebSocket in time. */
export async function openLoopbackLine({
  address,
  maxBytes,
  timeoutMs,
}: LoopbackSettings): Promise<Result<LoopbackLine>> {
  // loaded on first use, as every module of this room
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(`ws://${address.host}:${address.port}`, {
    maxPayload: maxBytes,
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: timeoutMs,
  });
  const line = new WsLine(socket);
  return new Promise((resolve) => {
    socket.once('open', () => resolve(ok(line)));
    line.onEnd(() => resolve(err('DEVICE_ABSENT', `no service at port ${address.port}`)));
  });
}

class WsLine implements LoopbackLine {
  private readonly texts = new Listeners<string>();
  private readonly ended = new Listeners<TransportEnd>();
  private end: TransportEnd | undefined;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.finish('lost');
      else this.texts.emit(String(data));
    });
    socket.on('error', () => this.finish('lost'));
    socket.on('close', () => this.finish('lost'));
  }

  send(text: string): Result<void> {
    if (this.end !== undefined) return err('DEVICE_LOST', 'service');
    this.socket.send(text, () => undefined);
    return ok(undefined);
  }

  onText(listener: (text: string) => void): () => void {
    return this.texts.add(listener);
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.ended.add(listener);
  }

  async close(): Promise<void> {
    this.finish('closed');
  }

  private finish(end: TransportEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.texts.clear();
    if (this.socket.readyState === this.socket.OPEN && end === 'closed') this.socket.close();
    else this.socket.terminate();
    this.ended.emit(end);
    this.ended.clear();
  }
}
