import { DEFAULT_FLOOR } from '../../core/ink';
import { type Finding, failing, good, notApplicable, warning } from './finding';
import type { DeviceReading, SelfTestPorts } from './ports';

/** Whether the patient sees what is for the patient. */
export async function lookAtDisplays({ patientScreen }: SelfTestPorts): Promise<Finding[]> {
  const screen = patientScreen();
  if (screen === undefined) return [notApplicable('no-displays-here')];
  if (screen === 'present') return [good('displays')];
  if (screen === 'absent') return [good('one-display')];
  return [screen === 'lost' ? failing('display-lost') : warning(`display-${screen}`)];
}

function deviceFindings({ kind, state, name, definition, code, conformance }: DeviceReading): Finding[] {
  // `device` is put into the reader's language where the words are.
  if (state === 'absent') return [warning('device-absent', { device: kind }, code)];
  if (state !== 'ready') return [warning('device-trouble', { device: kind, state }, code)];
  const found = good(kind, { name: name ?? '?', definition: definition ?? '?' });
  if (conformance === undefined) return [found];
  const score = { score: conformance };
  return [found, conformance < DEFAULT_FLOOR ? warning('conformance-low', score) : good('conformance', score)];
}

/** Each device with its definition and how well it recorded last. */
export const lookAtDevices = async ({ devices }: SelfTestPorts): Promise<Finding[]> =>
  (await devices()).flatMap(deviceFindings);
