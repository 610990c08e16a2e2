import { err, ok, type Result } from '../../core/base';
import type { PenTabletDefinition } from '../device';
import {
  OPTION_MODE,
  type OptionMode,
  REPORT,
  type StuReport,
  setEndCapture,
  setInkingMode,
  setPenDataOptionMode,
} from '../report/wacom-stu';
import type { PadTools } from './pad-screen';
import { StuCapture } from './stu-capture';
import { ask, type StuLink } from './stu-link';

type StuDefinition = PenTabletDefinition<'wacom-stu'>;
type Told<K extends StuReport['kind']> = Extract<StuReport, { kind: K }>;

/** What a pad says of itself. */
export interface StuIdentity {
  readonly firmware: string;
  readonly serial?: string;
  readonly capability: Told<'capability'>;
}

/** DEVICE_NO_ANSWER, DEVICE_WRONG, DEVICE_GARBLED, DEVICE_LOST. */
export async function identify(link: StuLink, { codec }: StuDefinition): Promise<Result<StuIdentity>> {
  const information = await ask(link, REPORT.information, 'information');
  if (!information.ok) return information;
  const { model, firmware } = information.value;
  if (!model.includes(codec.modelPattern)) return err('DEVICE_WRONG', model);
  const capability = await ask(link, REPORT.capability, 'capability');
  if (!capability.ok) return capability;
  const { maxX, maxY } = capability.value;
  if (maxX === 0 || maxY === 0) return err('DEVICE_GARBLED', 'capability without a size');
  const serial = codec.serialReport === undefined ? undefined : await ask(link, codec.serialReport, 'serial');
  return ok({
    firmware,
    ...(serial?.ok && serial.value.serial !== '' ? { serial: serial.value.serial } : {}),
    capability: capability.value,
  });
}

/** How an armed pad sends its pen. */
export interface Armed {
  readonly mode: OptionMode;
  readonly capture?: StuCapture;
}

/**
 * Sets what a reset forgets: inking, the best option mode that the pad takes, and the encrypted session. DEVICE_REFUSED,
 * DEVICE_GARBLED, DEVICE_NO_ANSWER, DEVICE_LOST.
 */
export async function arm(link: StuLink, { codec, hasScreen }: StuDefinition, tools: PadTools): Promise<Result<Armed>> {
  // a program before us may have died in a capture, in which the pad takes no keys; who captures not refuses, rightly
  if (tools.crypto !== undefined) await link.set(setEndCapture());
  const inking = await link.set(setInkingMode(hasScreen));
  if (!inking.ok) return inking;
  const mode = await bestMode(link, codec.optionModes);
  if (!mode.ok || tools.crypto === undefined) return mode.ok ? ok({ mode: mode.value }) : mode;
  const capture = await StuCapture.start(link, codec.encryption, tools.crypto);
  return capture.ok ? ok({ mode: mode.value, capture: capture.value }) : capture;
}

async function bestMode(link: StuLink, modes: readonly OptionMode[]): Promise<Result<OptionMode>> {
  for (const mode of modes) {
    const taken = await link.set(setPenDataOptionMode(mode));
    if (taken.ok) return ok(mode);
    if (taken.error.code !== 'DEVICE_REFUSED') return taken;
  }
  return ok(OPTION_MODE.none);
}
