import { performance } from 'node:perf_hooks';
import type { FingerprintPadDefinition, PenTabletDefinition } from '../../drivers/device';
import type { FingerprintPad } from '../../drivers/fingerprint-pad';
import type { PenTablet } from '../../drivers/pen-tablet';
import { Listeners, watchPlugs } from '../../drivers/transport';
import type { DeviceHost, DeviceHostCommand, DeviceHostEvent, DeviceHostOptions } from './device-host';
import { DeviceSlot } from './device-slot';
import { FreshStroke } from './fresh-stroke';
import { InkDisplay } from './ink-display';
import { ListedPorts } from './listed-ports';
import { candidatesFor, namesUnknown, openFingerPad, openTablet, type PortAccess, realPorts } from './open-devices';
import { PadFace } from './pad-face';
import { PatientServices } from './patient-services';
import { WritingArea } from './writing-area';

/** Ports of the host to the outside; the defaults are the real ones. */
export interface DeviceHostPorts {
  readonly ports?: PortAccess;
  /** Monotonic microseconds, stamped on every report. */
  readonly nowUs?: () => number;
  /** Wall clock microseconds for the display's latency figures. */
  readonly wallUs?: () => number;
  /** Between two looks for an absent or lost device; default 400 ms. The bus is walked only when something was plugged. */
  readonly retryMs?: number;
}

const monotonicUs = (): number => Number(process.hrtime.bigint() / 1000n);
const wallClockUs = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);

/** Runs the drivers in this process: for the command line, tests, and inside the utility process of the product. */
export function createDeviceHost(options: DeviceHostOptions, outside: DeviceHostPorts = {}): DeviceHost {
  return new InProcessHost(options, outside);
}

const factsOf = (tablet: PenTablet | undefined) =>
  tablet === undefined
    ? {}
    : {
        device: tablet.device,
        ...(tablet.reportDescriptor ? { reportDescriptor: tablet.reportDescriptor } : {}),
        ...(tablet.screen ? { screen: { width: tablet.screen.width, height: tablet.screen.height } } : {}),
      };

type PadState = Extract<DeviceHostEvent, { type: 'pad' | 'finger-pad' }>;

class InProcessHost implements DeviceHost {
  private readonly events = new Listeners<DeviceHostEvent>();
  private readonly states = new Map<PadState['type'], PadState>();
  private readonly display: InkDisplay;
  private readonly listed: ListedPorts;
  private readonly face = new PadFace((tap) => this.events.emit({ type: 'pad-tap', tap }));
  private readonly tablet: DeviceSlot<PenTabletDefinition, PenTablet>;
  private readonly fingerPad: DeviceSlot<FingerprintPadDefinition, FingerprintPad>;
  private readonly area = new WritingArea();
  private readonly fresh: FreshStroke;
  private inking = false;
  private fingerWait: AbortController | undefined;

  constructor(options: DeviceHostOptions, outside: DeviceHostPorts) {
    this.listed = new ListedPorts(outside.ports ?? realPorts, watchPlugs);
    const retryMs = outside.retryMs ?? 400;
    const patient = new PatientServices(this.listed.access.openService, retryMs);
    const ports = { ...this.listed.access, openService: patient.open };
    const nowUs = outside.nowUs ?? monotonicUs;
    const hasUnknown = namesUnknown(options);
    this.fresh = new FreshStroke(options.afterCrash);
    this.display = new InkDisplay(outside.wallUs ?? wallClockUs);
    this.tablet = new DeviceSlot<PenTabletDefinition, PenTablet>({
      candidates: () => candidatesFor('pen-tablet', options, ports),
      open: async (candidate, onFound) => {
        const opened = await openTablet(candidate, ports, nowUs, onFound, options);
        if (opened.ok) this.listen(opened.value, nowUs());
        return opened;
      },
      onState: (state, device, code) => {
        if (state === 'lost') this.display.endStroke();
        if (device === undefined) this.face.forget();
        this.tell({ type: 'pad', state, ...factsOf(device), ...(code ? { code } : {}) });
      },
      farewell: (tablet) => this.face.hide(tablet),
      retryMs,
      ...(hasUnknown ? { emptyCode: 'DEVICE_UNKNOWN_DEFINITION' } : {}),
    });
    this.fingerPad = new DeviceSlot<FingerprintPadDefinition, FingerprintPad>({
      candidates: () => candidatesFor('fingerprint-pad', options, ports),
      open: (candidate, onFound) => openFingerPad(candidate, ports, nowUs, onFound),
      onState: (state, device, code) =>
        this.tell({
          type: 'finger-pad',
          state,
          ...(device ? { device: device.device } : {}),
          ...(code ? { code } : {}),
        }),
      retryMs,
      ...(hasUnknown ? { emptyCode: 'DEVICE_UNKNOWN_DEFINITION' } : {}),
    });
  }

  onEvent(listener: (event: DeviceHostEvent) => void): () => void {
    for (const state of this.states.values()) listener(state);
    return this.events.add(listener);
  }

  send(command: DeviceHostCommand): void {
    switch (command.type) {
      case 'start-ink':
        this.inking = true;
        this.area.set(undefined);
        this.wipe();
        break;
      case 'stop-ink':
        this.inking = false;
        this.display.endStroke();
        void this.face.hide(this.tablet.device);
        break;
      case 'ink-area':
        this.area.set(command.area);
        break;
      case 'clear-ink':
        this.wipe();
        break;
      case 'pad-picture':
        if (this.inking && this.tablet.device !== undefined) void this.face.show(this.tablet.device, command.picture);
        break;
      case 'show-ink':
        for (const sample of command.samples) this.display.show(sample, command.device);
        break;
      case 'start-finger':
        void this.readFinger();
        break;
      case 'stop-finger':
        this.fingerWait?.abort();
        break;
      case 'suspend':
        this.letGo();
        for (const slot of [this.tablet, this.fingerPad]) slot.suspend();
        break;
      case 'resume':
        this.letGo();
        this.listed.forget();
        for (const slot of [this.tablet, this.fingerPad]) slot.resume();
        break;
      case 'display-port':
        this.display.add(command.port);
        break;
    }
  }

  async close(): Promise<void> {
    this.letGo();
    await Promise.all([this.tablet.close(), this.fingerPad.close()]);
    this.listed.close();
    this.display.close();
    this.events.clear();
  }

  /** What was under way has ended: it begins again with another start. */
  private letGo(): void {
    this.fingerWait?.abort();
    this.inking = false;
  }

  private wipe(): void {
    this.fresh.begin();
    this.display.clear();
    void this.tablet.device?.clear();
  }

  private listen(tablet: PenTablet, nowUs: number): void {
    this.fresh.opened(nowUs);
    tablet.screen?.onBusy((busy) => this.events.emit({ type: 'pad-busy', busy }));
    tablet.onReport((report, read) => {
      const written = read && this.fresh.read(read);
      if (!this.inking) return;
      const sample = written && this.area.read(this.face.read(written, tablet.device));
      this.events.emit({ type: 'report', report, ...(sample ? { sample } : {}) });
      if (sample !== undefined) this.display.show(sample, tablet.device);
    });
  }

  private async readFinger(): Promise<void> {
    const pad = this.fingerPad.device;
    if (this.fingerWait !== undefined) return;
    if (pad === undefined) {
      this.events.emit({ type: 'finger-failed', reason: 'device', code: 'DEVICE_ABSENT' });
      return;
    }
    const wait = new AbortController();
    this.fingerWait = wait;
    const outcome = await pad.read(wait.signal, (progress) => this.events.emit({ type: 'finger-progress', progress }));
    this.fingerWait = undefined;
    if (wait.signal.aborted || outcome.kind === 'stopped') return;
    if (outcome.kind === 'failed') {
      this.events.emit({
        type: 'finger-failed',
        reason: outcome.reason,
        ...(outcome.code ? { code: outcome.code } : {}),
      });
      return;
    }
    const { image, quality } = outcome;
    this.display.finger(image.width, image.height, image.pixels);
    this.events.emit({ type: 'finger-image', image, quality });
  }

  private tell(state: PadState): void {
    this.states.set(state.type, state);
    this.events.emit(state);
  }
}
