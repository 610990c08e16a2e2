import { realpath } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import { err, ok, type Result } from '../../core/base';
import type { DeviceErrorCode } from './errors';
import { Listeners } from './listeners';
import type { Transport, TransportEnd } from './transport';

export interface SerialSettings {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits?: 7 | 8;
  readonly parity?: 'none' | 'odd' | 'even';
  /** Modem lines after opening; a port without them is used as it is. */
  readonly lines?: { readonly dtr: boolean; readonly rts: boolean };
  /** Of a wireless line. */
  readonly latencyMs?: number;
}

/** Opens a port for ourselves alone, 8 data bits unless told, 1 stop bit, no flow control. DEVICE_ABSENT, DEVICE_BUSY, DEVICE_FORBIDDEN. */
export async function openSerial(settings: SerialSettings): Promise<Result<Transport>> {
  // loaded on first use: a process that only shares types with this room must not load a native module
  const { SerialPort } = await import('serialport');
  const port = new SerialPort({
    path: settings.path,
    baudRate: settings.baudRate,
    parity: settings.parity ?? 'none',
    dataBits: settings.dataBits ?? 8,
    stopBits: 1,
    lock: true,
    hupcl: false, // a closing port must not toggle DTR, which resets some pads
    autoOpen: false,
  });
  const trouble = await called((done) => port.open(done));
  if (trouble) return err(openCode(trouble), settings.path);
  const lines = settings.lines;
  const lineTrouble = lines && (await called((done) => port.set(lines, done)));
  return ok(new SerialTransport(port, lineTrouble ? 'unsupported' : 'set', settings.latencyMs ?? 0));
}

const called = (work: (done: (error: Error | null) => void) => void): Promise<Error | undefined> =>
  new Promise((resolve) => work((error) => resolve(error ?? undefined)));

/** The binding has texts only: Linux errno strings, Windows "Access denied" for a port that is open elsewhere. */
function openCode({ message }: Error): DeviceErrorCode {
  if (/lock|busy|temporarily unavailable|access denied/i.test(message)) return 'DEVICE_BUSY';
  if (/permission|EACCES|not permitted/i.test(message)) return 'DEVICE_FORBIDDEN';
  return 'DEVICE_ABSENT';
}

/** So often is looked whether the port is still there. */
const WATCH_MS = 300;
const nodeAt = (path: string): Promise<string> => realpath(path).catch(() => '');

class SerialTransport implements Transport {
  readonly path: string;
  private readonly data = new Listeners<Uint8Array>();
  private readonly ended = new Listeners<TransportEnd>();
  private end: TransportEnd | undefined;
  private watching: NodeJS.Timeout | undefined;

  constructor(
    private readonly port: SerialPort,
    readonly lineControl: Transport['lineControl'],
    readonly latencyMs: number,
  ) {
    this.path = port.path;
    port.on('data', (chunk: Buffer) => this.data.emit(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)));
    // an unplugged port reports itself as an error, as a close, as both, or twice (serialport #1011, #1145)
    port.on('close', () => this.finish('lost'));
    port.on('error', () => this.finish('lost'));
    if (this.path.startsWith('/')) void this.watch();
  }

  async write(bytes: Uint8Array): Promise<Result<void>> {
    if (this.end !== undefined || !this.port.isOpen) return err('DEVICE_LOST', this.path);
    const trouble = await called((done) => this.port.write(bytes, (error) => done(error ?? null)));
    if (trouble === undefined) return ok(undefined);
    this.finish('lost');
    return err('DEVICE_LOST', this.path);
  }

  async setBaudRate(baudRate: number): Promise<Result<void>> {
    if (this.end !== undefined || !this.port.isOpen) return err('DEVICE_LOST', this.path);
    const trouble = await called((done) => this.port.update({ baudRate }, done));
    return trouble === undefined ? ok(undefined) : err('DEVICE_REFUSED', `${baudRate} baud`);
  }

  onData(listener: (chunk: Uint8Array) => void): () => void {
    return this.data.add(listener);
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.ended.add(listener);
  }

  async close(): Promise<void> {
    this.finish('closed');
    if (this.port.isOpen) await called((done) => this.port.close(done));
  }

  /**
   * A hung-up terminal reads as no bytes, which the binding takes for silence: a pad that is never asked anything would stay
   * open for ever. Its node in the file system is gone, or another one is in its place.
   */
  private async watch(): Promise<void> {
    const node = await nodeAt(this.path);
    if (node === '' || this.end !== undefined) return;
    this.watching = setInterval(async () => (await nodeAt(this.path)) === node || this.finish('lost'), WATCH_MS);
    this.watching.unref();
  }

  private finish(end: TransportEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    clearInterval(this.watching);
    this.data.clear();
    this.ended.emit(end);
    if (end === 'lost' && this.port.isOpen) this.port.close(() => undefined);
  }
}
