import { lookAtDevices, lookAtJournal, lookAtServer } from '../doctor/look-at-bedside';
import { lookAtDisk, lookAtFonts, lookAtRuntime } from '../doctor/look-at-machine';
import { showSettings } from '../doctor/show-settings';
import type { Verb } from '../verb';

const EXIT_FAILING = 1;
const MARKS = { ok: '✓', warning: '!', failing: '✗' } as const;

export const doctorVerb: Verb = {
  name: 'doctor',
  usage: 'doctor [--settings] [--json]',
  summary: {
    zh: '自检：运行环境、设备、服务器、时钟、字库；有妨碍签署的问题时退出码为 1；--settings 列出每项设置的值和来源',
    en: 'looks at runtime, devices, server, clock, fonts: exits 1 when something keeps people from signing; --settings shows each setting and where it came from',
  },
  options: { json: { type: 'boolean' }, settings: { type: 'boolean' } },
  async run(values, _positionals, io) {
    if (values['settings'] === true) return showSettings(io, values['json'] === true);
    const findings = [
      ...lookAtRuntime(),
      ...(await lookAtFonts()),
      ...(await lookAtDisk(io.home)),
      ...(await lookAtServer(io.home)),
      ...(await lookAtJournal(io.home)),
      ...(await lookAtDevices(io.home)),
    ];
    for (const { subject, state, text, code } of findings) {
      const known = code === undefined ? '' : `  ${code}`;
      if (values['json'] === true)
        io.out(JSON.stringify({ subject, state, text: text[io.language], code: code ?? null }));
      else io.out(`${MARKS[state]} ${subject.padEnd(8)} ${text[io.language]}${known}`);
    }
    return findings.some(({ state }) => state === 'failing') ? EXIT_FAILING : 0;
  },
};
