import { basename, join } from 'node:path';
import { err, type Result } from '../../core/base';
import { findCaptionFont, nodeSealingPorts, programFolder } from '../../main/session-runner';
import { VERSION } from '../../server/version';
import type { CliCode } from '../errors';
import type { CliIo } from '../io';
import { pdfFilesIn, readyFolder } from '../pdf-files';
import { type SignedFile, signFile } from '../sign/sign-file';
import { openSigningStation, type SigningStation } from '../sign/signing-station';
import { EXIT_USAGE, type Verb } from '../verb';

const EXIT_FAILED = 1;
const MAX_SIGNERS = 16;

/** A form that cannot be signed is refused; anything else that went wrong is a failure. */
const isRefusal = (code: string): boolean =>
  /^(PDF_|ASN1_|SOURCE_|VALIDATION_)/.test(code) || code === 'SEAL_BOX_TOO_SMALL' || code === 'API_TOO_LARGE';

function print(file: string, result: Result<SignedFile>, ms: number, asJson: boolean, io: CliIo): boolean {
  const code = result.ok ? null : result.error.code;
  const outcome = code === null ? 'sealed' : isRefusal(code) ? 'refused' : 'failed';
  const signatures = result.ok ? result.value.signatures : 0;
  const normalised = result.ok ? result.value.normalised : [];
  if (asJson)
    io.out(JSON.stringify({ file, outcome, code, signatures, normalised, ms: result.ok ? result.value.ms : ms }));
  else io.out(`${outcome.padEnd(8)} ${file}${code === null ? '' : `  ${code}`}`);
  if (!result.ok && result.error.detail !== undefined) io.error(`${basename(file)}: ${code} ${result.error.detail}`);
  return outcome !== 'failed';
}

async function signAll(
  station: SigningStation,
  files: readonly string[],
  outFolder: string,
  signers: number,
  asJson: boolean,
  io: CliIo,
): Promise<number> {
  const { trust } = station.connection;
  if (trust === undefined) throw new Error('not enrolled');
  const ports = nodeSealingPorts(findCaptionFont(programFolder()));
  const job = { station, ports, trust, version: VERSION };
  let isAllWell = true;
  for (const file of files) {
    const started = ports.clock.monotonicUs();
    const result = await signFile(job, file, join(outFolder, basename(file)), signers).catch((error: unknown) =>
      err('SIGN_UNEXPECTED', error instanceof Error ? error.message : 'thrown'),
    );
    const ms = Math.round((ports.clock.monotonicUs() - started) / 100) / 10;
    isAllWell = print(file, result, ms, asJson, io) && isAllWell;
  }
  return isAllWell ? 0 : EXIT_FAILED;
}

export const signVerb: Verb = {
  name: 'sign',
  usage: 'sign --in FILE|DIR --out DIR [--signers N] [--json]',
  summary: {
    zh: '用录制的笔迹和指纹，经本机内置服务器签署文件（试用与测试）：没有失败时退出码为 0',
    en: 'signs files with a recorded hand through the embedded server (trial and tests): exits 0 when none failed',
  },
  options: {
    in: { type: 'string' },
    out: { type: 'string' },
    signers: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, positionals, io) {
    const signers = Number(values['signers'] ?? 1);
    const from = values['in'];
    const to = values['out'];
    const makesSense = Number.isInteger(signers) && signers >= 1 && signers <= MAX_SIGNERS && positionals.length === 0;
    if (typeof from !== 'string' || typeof to !== 'string' || !makesSense) {
      io.error(`inkwitness ${signVerb.usage}`);
      return EXIT_USAGE;
    }
    const files = await pdfFilesIn(from);
    const out = files === undefined ? err<CliCode>('CLI_FILE_UNREADABLE', from) : await readyFolder(from, files, to);
    if (files === undefined || !out.ok) {
      if (!out.ok) io.error(`${out.error.code} ${out.error.detail}`);
      return EXIT_USAGE;
    }
    if (files.length === 0) {
      io.error(io.language === 'zh' ? `${from} 里没有 PDF 文件` : `no PDF in ${from}`);
      return 0;
    }
    const station = await openSigningStation(io.home);
    try {
      return await signAll(station, files, to, signers, values['json'] === true, io);
    } finally {
      await station.close();
    }
  },
};
