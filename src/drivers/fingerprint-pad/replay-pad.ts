import { type FingerImage, fingerQuality } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import type { FingerprintPad } from './fingerprint-pad';
import { pause } from './pause';

/** As long as a person takes to find the glass, and then to be read in ten steps. */
const FIND_MS = 800;
const STEP_MS = 60;
const STEPS = 10;

/** A reader that is a recording: every read gives the same print. It says so: transport `replay`. */
export function openReplayPad(print: FingerImage, definition: FingerprintPadDefinition): FingerprintPad {
  const device = {
    definitionId: definition.id,
    definitionVersion: definition.version,
    vendor: definition.vendor,
    product: `${definition.product} (recording)`,
    transport: 'replay',
  } as const;
  return {
    device,
    async read(signal, onProgress) {
      await pause(FIND_MS, signal);
      for (let step = 1; step <= STEPS && !signal.aborted; step++) {
        await pause(STEP_MS, signal);
        onProgress(step / STEPS);
      }
      if (signal.aborted) return { kind: 'stopped' };
      return { kind: 'image', image: { ...print, device }, quality: fingerQuality(print) };
    },
    onLost: () => () => undefined,
    close: async () => undefined,
  };
}
