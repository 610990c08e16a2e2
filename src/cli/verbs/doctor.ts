import { inWords, runSelfTest } from '../../main/self-test';
import { doctorPorts } from '../doctor/doctor-ports';
import { showSettings } from '../doctor/show-settings';
import type { Verb } from '../verb';

const EXIT_FAILING = 1;
const MARKS = {
  ok: '✓',
  warning: '!',
  failing: '✗',
  'not-applicable': '–',
  'not-run': '–',
  waiting: ' ',
  running: ' ',
} as const;
const CULTURES = { zh: 'zh-CN', en: 'en' } as const;

export const doctorVerb: Verb = {
  name: 'doctor',
  usage: 'doctor [--settings] [--program FOLDER] [--json]',
  summary: {
    zh: '自检：运行环境、设置、设备、服务器（逐步）、时间戳、磁盘、字库、链接和浏览器策略；每个问题给出原因和处理办法，有妨碍签署的问题时退出码为 1；--program 核对已安装终端的全部文件；--settings 列出每项设置的值和来源',
    en: 'looks at runtime, settings, devices, server (step by step), time-stamps, disk, fonts, links and browser policies; each trouble with its cause and what to do, exits 1 when one keeps people from signing; --program compares all files of an installed kiosk; --settings shows each setting and where it came from',
  },
  options: { json: { type: 'boolean' }, program: { type: 'string' }, settings: { type: 'boolean' } },
  async run(values, _positionals, io) {
    if (values['settings'] === true) return showSettings(io, values['json'] === true);
    const { program } = values;
    const ports = doctorPorts(io.home, typeof program === 'string' ? program : undefined);
    const lines = inWords(await runSelfTest(ports), CULTURES[io.language]);
    for (const { id, title, state, says, toDo, code } of lines) {
      if (values['json'] === true) {
        io.out(JSON.stringify({ id, state, title, says, toDo: toDo ?? null, code: code ?? null }));
        continue;
      }
      io.out(`${MARKS[state]} ${title}  ${says}${code === undefined ? '' : `  ${code}`}`);
      if (toDo !== undefined) io.out(`    → ${toDo}`);
    }
    return lines.some(({ state }) => state === 'failing') ? EXIT_FAILING : 0;
  },
};
