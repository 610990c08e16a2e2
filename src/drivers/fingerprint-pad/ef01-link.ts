import { err, ok, type Result } from '../../core/base';
import { type Packet, PacketReader, PID } from '../report/ef01';
import { Listeners, type Transport } from '../transport';
import { waitForPacket } from './packet-wait';

/** The module answers within a second, an image upload keeps coming without longer pauses. */
const SILENCE_MS = 1500;

/** Commands and answers of an EF01 module, and the data packets that follow some answers. */
export class Ef01Link {
  private readonly reader = new PacketReader();
  private readonly packets = new Listeners<Packet>();
  private readonly unlisten: () => void;

  constructor(private readonly transport: Transport) {
    this.unlisten = transport.onData((chunk) => this.reader.push(chunk, (packet) => this.packets.emit(packet)));
  }

  close(): void {
    this.unlisten();
    this.packets.clear();
  }

  /** Sends a command; answers the content of its ack, confirmation code first. DEVICE_NO_ANSWER, DEVICE_LOST. */
  async command(bytes: Uint8Array, silenceMs = SILENCE_MS): Promise<Result<Uint8Array>> {
    const answer = waitForPacket(this.transport, this.packets, silenceMs, (packet) =>
      packet.pid === PID.ack && packet.content.length > 0 ? packet.content : undefined,
    );
    const sent = await this.transport.write(bytes);
    if (sent.ok) return answer.result;
    answer.cancel();
    return sent;
  }

  /**
   * Sends a command whose ack is followed by data packets up to a last one. More than `limit` bytes is DEVICE_GARBLED.
   * The answer holds the confirmation code, and the data when that is 0.
   */
  async upload(
    bytes: Uint8Array,
    limit: number,
    onBytes: (count: number) => void,
  ): Promise<Result<{ readonly confirmation: number; readonly data: Uint8Array }>> {
    const data = new Uint8Array(limit);
    let length = 0;
    let acknowledged = false;
    const take = (packet: Packet): Result<{ confirmation: number; data: Uint8Array }> | undefined => {
      if (packet.pid === PID.ack) {
        acknowledged = true;
        const confirmation = packet.content[0] ?? 0xff;
        return confirmation === 0 ? undefined : ok({ confirmation, data: new Uint8Array(0) });
      }
      if (!acknowledged || (packet.pid !== PID.data && packet.pid !== PID.lastData)) return undefined;
      if (length + packet.content.length > limit) return err('DEVICE_GARBLED', 'more data than the image has');
      data.set(packet.content, length);
      length += packet.content.length;
      onBytes(length);
      return packet.pid === PID.lastData ? ok({ confirmation: 0, data: data.subarray(0, length) }) : undefined;
    };
    const answer = waitForPacket(this.transport, this.packets, SILENCE_MS, take);
    const sent = await this.transport.write(bytes);
    if (!sent.ok) {
      answer.cancel();
      return sent;
    }
    const outcome = await answer.result;
    return outcome.ok ? outcome.value : outcome;
  }
}
