import { spawnSync } from 'node:child_process';
import type { DisplayMessage } from '../../src/contracts/ipc';
import type { DeviceHost, DeviceHostEvent } from '../../src/main/device-host';

/** Virtual pads need it; without it their tests are skipped and say so. */
export const hasSocat = spawnSync('socat', ['-V']).status === 0;

type EventOf<T extends DeviceHostEvent['type']> = Extract<DeviceHostEvent, { type: T }>;

/** Everything a host told so far, and a way to wait for the next thing. */
export class HostProbe {
  readonly events: DeviceHostEvent[] = [];
  readonly display: DisplayMessage[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly host: DeviceHost) {
    host.onEvent((event) => {
      this.events.push(event);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  of<T extends DeviceHostEvent['type']>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }

  states(type: 'pad' | 'finger-pad'): string[] {
    return this.of(type).map(({ state, code }) => (code === undefined ? state : `${state} ${code}`));
  }

  /** Resolves with the first event from `from` on that passes; the test's own time limit ends a wait in vain. */
  async until(passes: (event: DeviceHostEvent) => boolean, from = 0): Promise<DeviceHostEvent> {
    for (let at = from; ; ) {
      for (; at < this.events.length; at++) {
        const event = this.events[at] as DeviceHostEvent;
        if (passes(event)) return event;
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  padIs = (state: string, from = 0): Promise<DeviceHostEvent> =>
    this.until((event) => event.type === 'pad' && event.state === state, from);
  fingerPadIs = (state: string, from = 0): Promise<DeviceHostEvent> =>
    this.until((event) => event.type === 'finger-pad' && event.state === state, from);
}
