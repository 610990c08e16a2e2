import { stat } from 'node:fs/promises';
import { err, type Result } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import type { Certificate } from '../../core/pki';
import { type Indication, type ValidationReport, validatePdf } from '../../core/validation';
import { nodeDigest, nodeInflate, nodeVerifier, openFile } from '../../platform/node';
import type { CliCode } from '../errors';
import type { CliIo } from '../io';
import { EXIT_USAGE, type Verb } from '../verb';
import { LABELS } from '../verify/labels';
import { reportText, unreadableText } from '../verify/report-text';
import { trustAnchors } from '../verify/trust';

const EXIT_UNREADABLE = 3;
const EXITS: Readonly<Record<Indication, number>> = { 'TOTAL-PASSED': 0, 'TOTAL-FAILED': 1, INDETERMINATE: 2 };
/** Of several files the gravest decides: a forged one above one that cannot be read. */
const GRAVEST_FIRST = [1, EXIT_UNREADABLE, 2, 0];

async function verifyFile(path: string, anchors: readonly Certificate[], io: CliIo): Promise<Result<ValidationReport>> {
  const isFile = await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
  const file = isFile ? await openFile(path).catch(() => undefined) : undefined;
  if (!file) return err<CliCode>('CLI_FILE_UNREADABLE');
  try {
    return await validatePdf(file, {
      anchors,
      nowMs: io.nowMs(),
      digest: nodeDigest,
      verifier: nodeVerifier,
      inflate: nodeInflate,
      checkEvidence,
    });
  } catch {
    // A disk or a share that fails halfway: no verdict, never that of a forged file.
    return err<CliCode>('CLI_FILE_UNREADABLE');
  } finally {
    await file.close();
  }
}

function print(path: string, result: Result<ValidationReport>, asJson: boolean, io: CliIo): void {
  if (asJson) {
    const { error } = result.ok ? { error: undefined } : result;
    const body = result.ok ? result.value : { verdict: null, signatures: [], reasons: [error] };
    io.out(JSON.stringify({ file: path, ...body }));
  } else if (result.ok) io.out(reportText(path, result.value, io.language));
  else io.out(unreadableText(path, result.error.code, io.language));
}

export const verifyVerb: Verb = {
  name: 'verify',
  usage: 'verify FILE… [--trust root.pem]… [--json] [--lang zh|en]',
  summary: {
    zh: '检查已签署文件：0 全部有效，1 有无效签名，2 不能确定，3 无法读取',
    en: 'checks signed files: 0 all valid, 1 one is not, 2 one cannot be decided, 3 unreadable',
  },
  options: {
    trust: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    lang: { type: 'string' },
  },
  async run(values, positionals, io) {
    const language = values['lang'] === 'en' || values['lang'] === 'zh' ? values['lang'] : io.language;
    const mine = { ...io, language };
    const isKnownLanguage = values['lang'] === undefined || values['lang'] === language;
    if (positionals.length === 0 || !isKnownLanguage) {
      io.error(`inkwitness ${verifyVerb.usage}`);
      return EXIT_USAGE;
    }
    const anchors = await trustAnchors((values['trust'] ?? []) as string[], io.home);
    if (!anchors.ok) {
      io.error(`${LABELS[language].unreadable}: ${anchors.error.detail}`);
      return EXIT_USAGE;
    }
    if (anchors.value.length === 0) io.error(LABELS[language].noTrust);
    const exits = new Set<number>();
    for (const path of positionals) {
      const result = await verifyFile(path, anchors.value, mine);
      print(path, result, values['json'] === true, mine);
      exits.add(result.ok ? EXITS[result.value.verdict] : EXIT_UNREADABLE);
    }
    return GRAVEST_FIRST.find((code) => exits.has(code)) ?? 0;
  },
};
