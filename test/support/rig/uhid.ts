import { constants, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Events of /dev/uhid (Linux, include/uapi/linux/uhid.h): a 32 bit type and a packed union, in the machine's byte order. */
const EVENT = {
  destroy: 1,
  start: 2,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;
const DATA_MAX = 4096;
const EVENT_SIZE = 4 + 128 + 64 + 64 + 2 + 2 + 16 + DATA_MAX;
const BUS_USB = 3;
const EIO = 5;
const POLL_MS = 5;

export interface UhidModel {
  readonly name: string;
  readonly serial: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly release: number;
  readonly reportDescriptor: Uint8Array;
  /** The answer to a feature report request, id first; undefined refuses. */
  readonly getFeature?: (id: number) => Uint8Array | undefined;
  /** A feature or output report, id first; false refuses. */
  readonly setReport?: (report: Uint8Array) => boolean;
}

/** A HID device that the kernel believes in: plugged in when made, unplugged by `unplug()`. */
export class UhidDevice {
  private plugged = true;

  private constructor(
    private readonly handle: FileHandle,
    private readonly model: UhidModel,
  ) {}

  static async plug(model: UhidModel): Promise<UhidDevice> {
    const device = new UhidDevice(await open('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK), model);
    const event = Buffer.alloc(EVENT_SIZE);
    event.writeUInt32LE(EVENT.create2, 0);
    event.write(model.name, 4, 127, 'latin1');
    event.write(`rig/${model.serial}`, 132, 63, 'latin1');
    event.write(model.serial, 196, 63, 'latin1');
    event.writeUInt16LE(model.reportDescriptor.length, 260);
    event.writeUInt16LE(BUS_USB, 262);
    event.writeUInt32LE(model.vendorId, 264);
    event.writeUInt32LE(model.productId, 268);
    event.writeUInt32LE(model.release, 272);
    event.set(model.reportDescriptor, 280);
    await device.handle.write(event);
    void device.serve();
    return device;
  }

  /** An input report, id first where the descriptor uses ids; at once, so that streams keep their rate. */
  input(report: Uint8Array): void {
    const event = Buffer.alloc(4 + 2 + report.length);
    event.writeUInt32LE(EVENT.input2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    if (this.plugged) writeSync(this.handle.fd, event);
  }

  async unplug(): Promise<void> {
    this.plugged = false;
    const event = Buffer.alloc(4);
    event.writeUInt32LE(EVENT.destroy, 0);
    await this.handle.write(event).catch(() => undefined);
  }

  private async serve(): Promise<void> {
    const event = Buffer.alloc(EVENT_SIZE);
    // without waiting in the kernel: a thread that sits in a read keeps the process from ending
    while (this.plugged) {
      const { bytesRead } = await this.handle.read(event, 0, EVENT_SIZE, null).catch(() => ({ bytesRead: 0 }));
      if (bytesRead >= 4) await this.answer(event);
      else await sleep(POLL_MS);
    }
    await this.handle.close();
  }

  /** A device that was pulled meanwhile owes no answer: the kernel refuses it. */
  private async reply(reply: Buffer): Promise<void> {
    await this.handle.write(reply).catch((error) => {
      if (this.plugged) throw error;
    });
  }

  private async answer(event: Buffer): Promise<void> {
    switch (event.readUInt32LE(0)) {
      case EVENT.output:
        this.model.setReport?.(Uint8Array.from(event.subarray(4, 4 + event.readUInt16LE(4 + DATA_MAX))));
        break;
      case EVENT.getReport: {
        const id = event.readUInt32LE(4);
        const data = this.model.getFeature?.(event.readUInt8(8));
        const reply = Buffer.alloc(4 + 8 + DATA_MAX);
        reply.writeUInt32LE(EVENT.getReportReply, 0);
        reply.writeUInt32LE(id, 4);
        reply.writeUInt16LE(data === undefined ? EIO : 0, 8);
        reply.writeUInt16LE(data?.length ?? 0, 10);
        if (data !== undefined) reply.set(data, 12);
        await this.reply(reply);
        break;
      }
      case EVENT.setReport: {
        const id = event.readUInt32LE(4);
        const size = event.readUInt16LE(10);
        const taken = this.model.setReport?.(Uint8Array.from(event.subarray(12, 12 + size))) ?? false;
        const reply = Buffer.alloc(10);
        reply.writeUInt32LE(EVENT.setReportReply, 0);
        reply.writeUInt32LE(id, 4);
        reply.writeUInt16LE(taken ? 0 : EIO, 8);
        await this.reply(reply);
        break;
      }
    }
  }
}
