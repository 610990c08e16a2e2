import { spawn } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { UsbModel, UsbSetup } from '../virtual-pad/usb-model';
import { configurationDescriptor, deviceDescriptor, stringDescriptor } from './usb-descriptors';

/** USB/IP (Linux, Documentation/usb/usbip_protocol.rst): a header of 48 bytes, big-endian, then the data of a transfer. */
const COMMAND = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;
const HEADER = 48;
const EPIPE = -32;
const ECONNRESET = -104;
const POLL_MS = 2;
/** Any bus and device number will do. */
const DEVICE_ID = 0x10002;
/** Of the first virtual hub (CONFIG_USBIP_VHCI_HC_PORTS). */
const PORTS = 8;
const SPEED = { full: 2, high: 3 } as const;
const ATTACH = '/sys/devices/platform/vhci_hcd.0/attach';

/** A USB device that the kernel believes in: plugged in when made, pulled by `unplug()`. */
export class UsbipDevice {
  private held = Buffer.alloc(0);
  private readonly waiting: Buffer[] = [];
  private readonly timer = setInterval(() => this.give(), POLL_MS);

  private constructor(
    private readonly model: UsbModel,
    private readonly server: Server,
    private readonly socket: Socket,
  ) {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => this.take(chunk));
  }

  private static ports = 0;

  /** The kernel takes over the other end of a socket: its number goes into a file of the virtual host controller. */
  static async plug(model: UsbModel): Promise<UsbipDevice> {
    // a port that was left a moment ago is not free yet
    const port = UsbipDevice.ports++ % PORTS;
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const client = connect({ port: (server.address() as { port: number }).port, host: '127.0.0.1' });
    client.pause(); // not a byte may be read by us
    await new Promise<void>((resolve) => client.once('connect', resolve));
    const device = new UsbipDevice(model, server, await accepted);
    const { fd } = (client as unknown as { _handle: { fd: number } })._handle;
    const words = `${port} 3 ${DEVICE_ID} ${SPEED[model.descriptors.speed]}`;
    const child = spawn('sh', ['-c', `echo "${words}" > ${ATTACH}`], { stdio: ['ignore', 'ignore', 'inherit', fd] });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`vhci refused the device: ${String(code)}`);
    return device;
  }

  unplug(): void {
    clearInterval(this.timer);
    this.socket.destroy();
    this.server.close();
  }

  private take(chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk]);
    while (this.held.length >= HEADER) {
      const header = Buffer.from(this.held.subarray(0, HEADER));
      const isSubmit = header.readUInt32BE(0) === COMMAND.submit;
      const isOut = header.readUInt32BE(12) === 0;
      const size = HEADER + (isSubmit && isOut ? header.readUInt32BE(24) : 0);
      if (this.held.length < size) return;
      const data = Uint8Array.from(this.held.subarray(HEADER, size));
      this.held = this.held.subarray(size);
      if (isSubmit) this.submit(header, data, isOut);
      else this.unlink(header);
    }
  }

  private submit(header: Buffer, data: Uint8Array, isOut: boolean): void {
    if (header.readUInt32BE(16) === 0) this.control(header, data);
    else if (isOut) {
      this.model.output?.(header.readUInt32BE(16), data);
      this.reply(header, this.model.output === undefined ? EPIPE : 0);
    } else {
      this.waiting.push(header);
      this.give();
    }
  }

  private control(header: Buffer, data: Uint8Array): void {
    const type = header.readUInt8(40);
    const setup: UsbSetup = {
      request: header.readUInt8(41),
      value: header.readUInt16LE(42),
      index: header.readUInt16LE(44),
      length: header.readUInt16LE(46),
    };
    if (type === 0x40) this.reply(header, this.model.controlOut(setup, data) ? 0 : EPIPE);
    else if (type === 0x21) this.reply(header, (this.model.classOut?.(setup, data) ?? true) ? 0 : EPIPE);
    else if (type === 0x00 || type === 0x01) this.reply(header, 0);
    else {
      const answer = this.answer(type, setup);
      if (answer === undefined) this.reply(header, EPIPE);
      else this.reply(header, 0, answer.subarray(0, setup.length));
    }
  }

  private answer(type: number, setup: UsbSetup): Uint8Array | undefined {
    if (type === 0xc0) return this.model.controlIn(setup);
    if (type === 0xa1) return this.model.classIn?.(setup);
    const isReport = type === 0x81 && setup.request === 6 && setup.value >> 8 === 0x22;
    return isReport ? this.model.descriptors.interfaces[setup.index]?.reportDescriptor : this.standard(setup);
  }

  /** USB 2.0, 9.4: GET_STATUS and GET_DESCRIPTOR; what there is not stalls. */
  private standard({ request, value }: UsbSetup): Uint8Array | undefined {
    if (request === 0) return new Uint8Array(2);
    if (request !== 6) return undefined;
    const { descriptors } = this.model;
    if (value >> 8 === 1) return deviceDescriptor(descriptors);
    if (value >> 8 === 2) return configurationDescriptor(descriptors);
    const index = value & 0xff;
    return value >> 8 === 3 ? (stringDescriptor(descriptors, index) ?? this.model.string?.(index)) : undefined;
  }

  private give(): void {
    for (const header of [...this.waiting]) {
      const data = this.model.input(header.readUInt32BE(16));
      if (data === undefined) continue;
      this.waiting.splice(this.waiting.indexOf(header), 1);
      this.reply(header, 0, data.subarray(0, header.readUInt32BE(24)));
    }
  }

  private unlink(header: Buffer): void {
    const at = this.waiting.findIndex((pending) => pending.readUInt32BE(4) === header.readUInt32BE(20));
    if (at >= 0) this.waiting.splice(at, 1);
    const reply = this.head(COMMAND.unlinked, header);
    reply.writeInt32BE(at >= 0 ? ECONNRESET : 0, 20);
    this.socket.write(reply);
  }

  private reply(header: Buffer, status: number, data?: Uint8Array): void {
    const reply = this.head(COMMAND.submitted, header);
    reply.writeInt32BE(status, 20);
    const isOut = header.readUInt32BE(12) === 0;
    reply.writeUInt32BE(isOut && status === 0 ? header.readUInt32BE(24) : (data?.length ?? 0), 24);
    this.socket.write(data === undefined || isOut ? reply : Buffer.concat([reply, data]));
  }

  private head(command: number, header: Buffer): Buffer {
    const reply = Buffer.alloc(HEADER);
    reply.writeUInt32BE(command, 0);
    header.copy(reply, 4, 4, 12);
    return reply;
  }
}
