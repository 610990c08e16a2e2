import { basename, join } from 'node:path';
import { err, type Result } from '../../core/base';
import type { SourceFailure } from '../../core/tsp';
import type { CliCode } from '../errors';
import type { CliIo } from '../io';
import { pdfFilesIn, readyFolder } from '../pdf-files';
import { hospitalPorts, type UpgradeLevel, upgradeFile } from '../upgrade/upgrade-file';
import { EXIT_USAGE, type Verb } from '../verb';

const EXIT_FAILED = 1;

function print(file: string, level: UpgradeLevel, result: Result<void>, asJson: boolean, io: CliIo): void {
  const code = result.ok ? null : result.error.code;
  const outcome = result.ok ? level : 'failed';
  if (asJson) io.out(JSON.stringify({ file, outcome, code }));
  else io.out(`${outcome.padEnd(8)} ${file}${code === null ? '' : `  ${code}`}`);
  if (!result.ok && result.error.detail !== undefined) io.error(`${basename(file)}: ${code} ${result.error.detail}`);
}

async function upgradeAll(files: readonly string[], to: string, level: UpgradeLevel, asJson: boolean, io: CliIo) {
  const onSourceFailure = ({ source, code }: SourceFailure): void => io.error(`${source}: ${code}`);
  const ports = await hospitalPorts(io.home, onSourceFailure);
  let isAllWell = true;
  for (const [index, file] of files.entries()) {
    if (files.length > 1 && !asJson) io.error(`${index + 1}/${files.length}`);
    const result = await upgradeFile(file, join(to, basename(file)), level, ports);
    print(file, level, result, asJson, io);
    isAllWell = isAllWell && result.ok;
  }
  return isAllWell ? 0 : EXIT_FAILED;
}

export const upgradeVerb: Verb = {
  name: 'upgrade',
  usage: 'upgrade FILE|DIR --level B-LT|B-LTA --out DIR [--json]',
  summary: {
    zh: '用本机内置医院的证书链和时间戳，把已签署文件升级到长期保存级别，或为它续期：全部成功时退出码为 0',
    en: 'brings signed files to a long-term level, or renews them, with the embedded hospital: exits 0 when none failed',
  },
  options: {
    level: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, positionals, io) {
    const [from, second] = positionals;
    const { level, out } = values;
    const isLevel = level === 'B-LT' || level === 'B-LTA';
    if (from === undefined || second !== undefined || typeof out !== 'string' || !isLevel) {
      io.error(`inkwitness ${upgradeVerb.usage}`);
      return EXIT_USAGE;
    }
    const files = await pdfFilesIn(from);
    const folder =
      files === undefined ? err<CliCode>('CLI_FILE_UNREADABLE', from) : await readyFolder(from, files, out);
    if (files === undefined || !folder.ok) {
      if (!folder.ok) io.error(`${folder.error.code} ${folder.error.detail}`);
      return EXIT_USAGE;
    }
    return upgradeAll(files, out, level, values['json'] === true, io);
  },
};
