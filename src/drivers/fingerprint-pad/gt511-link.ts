import { err, ok, type Result } from '../../core/base';
import { type Gt511Packet, Gt511Reader, RESPONSE } from '../report/gt511';
import { Listeners, type Transport } from '../transport';
import { waitForPacket } from './packet-wait';

/** The module answers within a second; the better capture takes it longer, and data keep coming without such pauses. */
const SILENCE_MS = 3000;

/** What the module made of a command. */
export interface Gt511Answer {
  readonly acknowledged: boolean;
  /** Of an ack what the command says, of a nack the error code. */
  readonly parameter: number;
}

/** Data only where the module acknowledged. */
export interface Gt511Upload extends Gt511Answer {
  readonly data?: Uint8Array;
}

/** Announced data that go on coming; keeps the wait for them awake. */
interface More {
  readonly kind: 'more';
  readonly count: number;
}

/** Commands and answers of a GT-511 module, and the data packet that follows some answers. */
export class Gt511Link {
  private readonly reader = new Gt511Reader();
  private readonly packets = new Listeners<Gt511Packet | More>();
  private readonly unlisten: () => void;
  private counted = 0;

  constructor(private readonly transport: Transport) {
    this.unlisten = transport.onData((chunk) => this.take(chunk));
  }

  close(): void {
    this.unlisten();
    this.packets.clear();
  }

  /** DEVICE_NO_ANSWER, DEVICE_LOST. */
  command(bytes: Uint8Array, silenceMs = SILENCE_MS): Promise<Result<Gt511Answer>> {
    return this.ask(bytes, 0, silenceMs, (packet) =>
      packet.kind === 'response' ? ok({ acknowledged: isAck(packet), parameter: packet.parameter }) : undefined,
    );
  }

  /** A command whose ack is followed by data; what was refused answers without. DEVICE_GARBLED when their sum is wrong. */
  upload(
    bytes: Uint8Array,
    length: number,
    onBytes: (count: number) => void,
    silenceMs = SILENCE_MS,
  ): Promise<Result<Gt511Upload>> {
    let acknowledged = false;
    return this.ask<Gt511Upload>(bytes, length, silenceMs, (packet) => {
      if (packet.kind === 'response' && !acknowledged) {
        acknowledged = isAck(packet);
        return acknowledged ? undefined : ok({ acknowledged, parameter: packet.parameter });
      }
      if (packet.kind === 'spoilt') return err('DEVICE_GARBLED', 'sum of the data');
      if (packet.kind === 'response' || !acknowledged) return undefined;
      onBytes(packet.kind === 'more' ? packet.count : packet.data.length);
      return packet.kind === 'data' ? ok({ acknowledged, parameter: 0, data: packet.data }) : undefined;
    });
  }

  private async ask<T>(
    bytes: Uint8Array,
    dataLength: number,
    silenceMs: number,
    take: (packet: Gt511Packet | More) => Result<T> | undefined,
  ): Promise<Result<T>> {
    this.reader.begin(dataLength);
    this.counted = 0;
    const answer = waitForPacket(this.transport, this.packets, silenceMs, take);
    const sent = await this.transport.write(bytes);
    if (!sent.ok) {
      answer.cancel();
      return sent;
    }
    const outcome = await answer.result;
    return outcome.ok ? outcome.value : outcome;
  }

  private take(chunk: Uint8Array): void {
    this.reader.push(chunk, (packet) => this.packets.emit(packet));
    const count = this.reader.dataSoFar;
    if (count <= this.counted) return;
    this.counted = count;
    this.packets.emit({ kind: 'more', count });
  }
}

const isAck = ({ code }: { readonly code: number }): boolean => code === RESPONSE.ack;
