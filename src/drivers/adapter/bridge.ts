import { err, ok, type Result } from '../../core/base';
import { type FingerDevice, fingerQuality } from '../../core/finger';
import { BRIDGE_FINGER, BRIDGE_PEN } from '../device';
import type { FingerOutcome, FingerprintPad } from '../fingerprint-pad';
import { openReportTablet, type PenTablet } from '../pen-tablet';
import { parseGreyMap } from '../recording';
import {
  type DeviceErrorCode,
  Listeners,
  type LoopbackLine,
  openLoopbackLine,
  type ServiceAddress,
  type TransportEnd,
} from '../transport';
import type { DeviceAdapter } from './adapter';
import { type BridgeDevice, type BridgeMessage, PROTOCOL, readBridgeMessage } from './bridge-messages';

const MAX_MESSAGE = 2 * 1024 * 1024;

export interface BridgeSettings {
  readonly address: ServiceAddress;
  readonly nowUs: () => number;
  /** For the answer to the greeting. */
  readonly answerMs?: number;
}

/** Any device behind a program that speaks docs/bridge-protocol.md: pen, finger, or both. */
export function bridgeAdapter({ address, nowUs, answerMs = 3000 }: BridgeSettings): DeviceAdapter {
  return {
    about: BRIDGE_PEN,
    async open() {
      const line = await openLoopbackLine({ address, maxBytes: MAX_MESSAGE, timeoutMs: answerMs });
      if (!line.ok) return line;
      const link = new BridgeLink(line.value);
      const told = await link.greet(answerMs);
      if (!told.ok) {
        await link.close();
        return told;
      }
      const { serial, pen, finger } = told.value;
      return ok({
        ...(serial === undefined ? {} : { serial }),
        ...(pen === undefined ? {} : { penTablet: penOf(link, told.value, pen, nowUs) }),
        ...(finger === undefined ? {} : { fingerprintPad: new BridgeFinger(link, told.value, finger.dpi) }),
        close: () => link.close(),
      });
    },
  };
}

/** Messages to and from a bridge. */
class BridgeLink {
  unreadable = 0;
  readonly messages = new Listeners<BridgeMessage>();

  constructor(private readonly line: LoopbackLine) {
    line.onText((text) => {
      const message = readBridgeMessage(text);
      if (message === undefined) this.unreadable++;
      else this.messages.emit(message);
    });
  }

  say(message: object): Result<void> {
    return this.line.send(JSON.stringify(message));
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    return this.line.onEnd(listener);
  }

  close(): Promise<void> {
    return this.line.close();
  }

  /** Waits until `take` makes something of a message. DEVICE_LOST, DEVICE_NO_ANSWER (time or signal). */
  wait<T>(take: (message: BridgeMessage) => T | undefined, ms?: number, signal?: AbortSignal): Promise<Result<T>> {
    return new Promise((resolve) => {
      const finish = (outcome: Result<T>): void => {
        clearTimeout(timer);
        stopMessages();
        stopEnd();
        signal?.removeEventListener('abort', abandon);
        resolve(outcome);
      };
      const abandon = (): void => finish(err('DEVICE_NO_ANSWER', 'bridge'));
      const timer = ms === undefined ? undefined : setTimeout(abandon, ms);
      const stopMessages = this.messages.add((message) => {
        const taken = take(message);
        if (taken !== undefined) finish(ok(taken));
      });
      let stopEnd: () => void = () => undefined;
      stopEnd = this.onEnd(() => finish(err('DEVICE_LOST', 'bridge')));
      if (signal?.aborted) abandon();
      else signal?.addEventListener('abort', abandon);
    });
  }

  async greet(answerMs: number): Promise<Result<BridgeDevice>> {
    const answer = this.wait(
      (message) => (message.type === 'device' || message.type === 'absent' ? message : undefined),
      answerMs,
    );
    this.say({ type: 'hello', protocol: PROTOCOL });
    const told = await answer;
    if (!told.ok) return told;
    return told.value.type === 'device' ? ok(told.value.told) : err('DEVICE_ABSENT', 'behind the bridge');
  }
}

const penOf = (
  link: BridgeLink,
  { product, serial, firmware }: BridgeDevice,
  range: NonNullable<BridgeDevice['pen']>,
  nowUs: () => number,
): PenTablet =>
  openReportTablet(
    BRIDGE_PEN,
    range,
    {
      transport: 'service',
      product,
      ...(serial === undefined ? {} : { serial }),
      ...(firmware === undefined ? {} : { firmware }),
    },
    {
      onReport: (listener) =>
        link.messages.add((message) => {
          if (message.type === 'reports') for (const report of message.reports) listener(report);
        }),
      onEnd: (listener) => link.onEnd(listener),
      clear: async () => link.say({ type: 'clear' }),
      close: () => link.close(),
    },
    nowUs,
  );

class BridgeFinger implements FingerprintPad {
  readonly device: FingerDevice;
  private readonly lost = new Listeners<DeviceErrorCode>();
  private end: DeviceErrorCode | undefined;
  private asked = 0;

  constructor(
    private readonly link: BridgeLink,
    { product, serial, firmware }: BridgeDevice,
    private readonly dpi: number,
  ) {
    this.device = {
      definitionId: BRIDGE_FINGER.id,
      definitionVersion: BRIDGE_FINGER.version,
      vendor: BRIDGE_FINGER.vendor,
      product,
      ...(serial === undefined ? {} : { serial }),
      ...(firmware === undefined ? {} : { firmware }),
      transport: 'service',
    };
    link.onEnd((end) => {
      if (end !== 'lost') return;
      this.end = 'DEVICE_LOST';
      this.lost.emit('DEVICE_LOST');
    });
  }

  /** Every reading has its number: an answer to an older one is never taken for this one's. */
  async read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome> {
    const id = ++this.asked;
    const answer = this.link.wait(
      (message) =>
        (message.type === 'finger' || message.type === 'finger-failed') && message.id === id ? message : undefined,
      undefined,
      signal,
    );
    this.link.say({ type: 'read-finger', id });
    const told = await answer;
    if (signal.aborted) {
      this.link.say({ type: 'stop-finger', id });
      return { kind: 'stopped' };
    }
    if (!told.ok) return failed(told.error.code);
    if (told.value.type === 'finger-failed')
      return told.value.reason === 'device' ? failed('DEVICE_REFUSED') : { kind: 'failed', reason: told.value.reason };
    const image = parseGreyMap(new Uint8Array(Buffer.from(told.value.pgm, 'base64')), this.dpi);
    if (!image.ok) return failed('DEVICE_GARBLED');
    onProgress(1);
    return { kind: 'image', image: { ...image.value, device: this.device }, quality: fingerQuality(image.value) };
  }

  onLost(listener: (code: DeviceErrorCode) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.lost.add(listener);
  }

  async close(): Promise<void> {
    this.lost.clear();
    await this.link.close();
  }
}

const failed = (code: string): FingerOutcome => ({ kind: 'failed', reason: 'device', code: code as DeviceErrorCode });
