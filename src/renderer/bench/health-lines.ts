import type { DeviceHealth, Health, KioskSnapshot } from '../../contracts/ipc';
import type { TextKey } from '../i18n';

export interface HealthLine {
  readonly id: 'pad' | 'finger' | 'screen' | 'server' | 'time' | 'queue' | 'disk' | 'update';
  readonly label: TextKey;
  /** 'idle' is neither good nor bad: a thing that is not here and not needed. */
  readonly level: 'ok' | 'idle' | 'warning' | 'danger';
  readonly word: TextKey;
  readonly count?: number;
  /** Vendor and product of a device. */
  readonly name?: string;
  readonly advice: readonly TextKey[];
}

type Line = Omit<HealthLine, 'id' | 'label'>;
const OK: Line = { level: 'ok', word: 'health.state.ready', advice: ['health.do.ok'] };

/** What the right rail says, from the health of the snapshot: a pure policy. Disk and update appear only when they matter. */
export function healthLines({ health, layout }: Pick<KioskSnapshot, 'health' | 'layout'>): readonly HealthLine[] {
  const lines: HealthLine[] = [
    { id: 'pad', label: 'health.pad', ...padLine(health) },
    { id: 'finger', label: 'health.finger', ...fingerLine(health.fingerPad) },
    { id: 'screen', label: 'health.screen', ...screenLine(health, layout) },
    { id: 'server', label: 'health.server', ...serverLine(health.server) },
    { id: 'time', label: 'health.time', ...timeLine(health.timeSource) },
    { id: 'queue', label: 'health.queue', ...queueLine(health.queue) },
  ];
  if (health.disk !== 'ok') lines.push({ id: 'disk', label: 'health.disk', ...diskLine(health.disk) });
  if (health.update !== undefined) {
    lines.push({ id: 'update', label: 'health.update', ...updateLine(health.update) });
  }
  return lines;
}

function padLine({ pad, pointerAllowed }: Health): Line {
  const grade: readonly TextKey[] = pad.evidenceGrade === undefined ? [] : [`health.grade.${pad.evidenceGrade}`];
  if (pad.state === 'ready') return { ...OK, ...named(pad), advice: [...OK.advice, ...grade] };
  if (pad.state === 'opening') {
    return { level: 'idle', word: 'health.state.opening', ...named(pad), advice: ['health.do.pad.opening'] };
  }
  const advice: readonly TextKey[] = [`health.do.pad.${pad.state}`, 'health.do.pad.pointer'];
  if (pointerAllowed && pad.state === 'absent') {
    return { level: 'idle', word: 'health.state.pointer', advice: [...advice, 'health.grade.C'] };
  }
  return { level: pad.state === 'absent' ? 'warning' : 'danger', word: deviceWord(pad), ...named(pad), advice };
}

function fingerLine(pad: DeviceHealth): Line {
  if (pad.state === 'ready') return { ...OK, ...named(pad) };
  if (pad.state === 'opening') {
    return { level: 'idle', word: 'health.state.opening', ...named(pad), advice: ['health.do.pad.opening'] };
  }
  const advice: TextKey = pad.state === 'absent' ? 'health.do.finger.absent' : 'health.do.finger.trouble';
  return { level: 'warning', word: deviceWord(pad), ...named(pad), advice: [advice] };
}

const deviceWord = ({ state }: DeviceHealth): TextKey => `health.state.${state}`;
const named = ({ name }: DeviceHealth): { name?: string } => (name === undefined ? {} : { name });

function screenLine({ patientScreen }: Health, layout: KioskSnapshot['layout']): Line {
  if (patientScreen === 'lost') {
    return { level: 'danger', word: 'health.state.lost', advice: ['health.do.screen.lost'] };
  }
  if (patientScreen === 'mirrored' || patientScreen === 'not-found') {
    return { level: 'warning', word: 'health.state.one-screen', advice: [`health.do.screen.${patientScreen}`] };
  }
  if (layout === 'one-screen' || patientScreen === 'absent') {
    return { level: 'idle', word: 'health.state.one-screen', advice: ['health.do.screen.absent'] };
  }
  return OK;
}

function serverLine(server: Health['server']): Line {
  if (server === 'reachable') return OK;
  const level = server === 'away' ? 'warning' : 'danger';
  return { level, word: `health.state.${server}`, advice: [`health.do.server.${server}`] };
}

function timeLine(time: Health['timeSource']): Line {
  if (time === 'trusted') return OK;
  if (time === 'away') return { level: 'warning', word: 'health.state.pending', advice: ['health.do.time.away'] };
  return { level: 'danger', word: 'health.state.clock-wrong', advice: ['health.do.time.clock-wrong'] };
}

function queueLine(queue: number): Line {
  if (queue === 0) return { level: 'ok', word: 'health.state.empty', advice: ['health.do.ok'] };
  return { level: 'warning', word: 'health.state.items', count: queue, advice: ['health.do.queue'] };
}

function updateLine(update: NonNullable<Health['update']>): Line {
  const level = update === 'failed' ? 'warning' : 'idle';
  return { level, word: `health.update.${update}`, advice: [`health.do.update.${update}`] };
}

function diskLine(disk: 'low' | 'full'): Line {
  return {
    level: disk === 'full' ? 'danger' : 'warning',
    word: `health.state.${disk}`,
    advice: [`health.do.disk.${disk}`],
  };
}
