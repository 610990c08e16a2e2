import { readFile, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { missingGlyphs } from '../../core/pdf';
import { findCaptionFont, programFolder } from '../../main/session-runner';
import { type Finding, finding } from './finding';

const OLDEST = [20, 19] as const;
const NATIVE_MODULES = ['serialport', 'subset-font', '@photostructure/sqlite'];
const GIB = 1024 ** 3;
/** Common names, a rare one beyond the Basic Multilingual Plane, and what captions are made of. */
const SAMPLE_TEXT = '王李张刘陈𬍛患者本人法定代理近亲属0123456789-:（）·';

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  const text = `Node.js ${process.versions.node}, ${process.platform} ${process.arch}`;
  return finding('runtime', isNew ? 'ok' : 'failing', text, text);
}

function nativeModules(): Finding {
  const require = createRequire(import.meta.url);
  const missing = NATIVE_MODULES.filter((name) => {
    try {
      require(name);
      return false;
    } catch {
      return true;
    }
  });
  return missing.length === 0
    ? finding('runtime', 'ok', '设备与数据库模块都能加载', 'device and database modules load')
    : finding(
        'runtime',
        'failing',
        `模块不能加载：${missing.join('、')}`,
        `modules do not load: ${missing.join(', ')}`,
      );
}

export const lookAtRuntime = (): Finding[] => [nodeVersion(), nativeModules()];

/** The font for captions: there, readable, and with the characters that captions need. */
export async function lookAtFonts(): Promise<Finding[]> {
  const bytes = await readFile(findCaptionFont(programFolder())).catch(() => undefined);
  if (bytes === undefined)
    return [finding('fonts', 'failing', '签名说明的字库不在', 'the caption font is missing', 'SEAL_FONT_MISSING')];
  const missing = missingGlyphs(new Uint8Array(bytes), SAMPLE_TEXT);
  if (!missing.ok) return [finding('fonts', 'failing', '字库损坏', 'the caption font is damaged', missing.error.code)];
  return missing.value.length === 0
    ? [finding('fonts', 'ok', '字库可用', 'the caption font is usable')]
    : [finding('fonts', 'failing', '字库缺字', 'the caption font lacks characters', 'PDF_GLYPH_MISSING')];
}

/** Room on the disk of the data folder. */
export async function lookAtDisk(home: string): Promise<Finding[]> {
  const facts = await statfs(home).catch(() => undefined);
  if (facts === undefined) return [finding('disk', 'warning', '数据目录还没有', 'there is no data folder yet')];
  const free = facts.bavail * facts.bsize;
  const room = `${(free / GIB).toFixed(1)} GiB`;
  const state = free < GIB / 4 ? 'failing' : free < 2 * GIB ? 'warning' : 'ok';
  return [finding('disk', state, `可用 ${room}`, `${room} free`)];
}
