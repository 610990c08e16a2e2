import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../../core/base';
import {
  generateOneTimeSigner,
  nodeClock,
  nodeDecodeText,
  nodeDeflate,
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeInflate,
  nodePredefinedCMaps,
  nodeRandom,
  nodeVerifier,
} from '../../platform/node';
import { createCaptionFont, type SealingPorts } from '../sealing';

const FONT_FILE = 'NotoSansSC_400Regular.ttf';
const IN_PACKAGE = join('node_modules', '@expo-google-fonts', 'noto-sans-sc', '400Regular', FONT_FILE);

function* foldersUpwards(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

/** The font for captions: beside the program in a built kiosk, in node_modules where it is run from source. */
export function findCaptionFont(programFolder: string): string {
  const beside = [join(programFolder, 'fonts', FONT_FILE), join(programFolder, 'renderer', 'fonts', FONT_FILE)];
  const inPackage = [programFolder, process.cwd()].flatMap((start) =>
    [...foldersUpwards(start)].map((folder) => join(folder, IN_PACKAGE)),
  );
  const candidates = [...beside, ...inPackage];
  return candidates.find((path) => existsSync(path)) ?? (candidates[0] as string);
}

/** Character maps of Chinese fonts: those that the screens bring along, or the package's. */
function findCMaps(programFolder: string): string {
  const beside = join(programFolder, 'renderer', 'pdf', 'cmaps');
  const inPackage = [programFolder, process.cwd()].flatMap((start) =>
    [...foldersUpwards(start)].map((folder) => join(folder, 'node_modules', 'pdfjs-dist', 'cmaps')),
  );
  return [beside, ...inPackage].find((path) => existsSync(path)) ?? beside;
}

/**
 * Fonts for characters that Noto Sans SC lacks (most of extensions B to H of GB 18030), in this order, where installed:
 * SimSun-ExtB and ExtG come with Windows, Hanazono (SIL OFL) with Linux by `scripts/set-up`.
 */
const RARE_FONTS: readonly string[] = [
  ...['simsunb.ttf', 'SimsunExtG.ttf'].map((file) => join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts', file)),
  ...['HanaMinA.ttf', 'HanaMinB.ttf'].map((file) => join('/usr/share/fonts/truetype/hanazono', file)),
  '/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf',
];

/** Folder of the running program: of the bundle in a built kiosk, of the start script elsewhere. */
export const programFolder = (): string =>
  typeof __dirname === 'string' ? __dirname : dirname(process.argv[1] ?? process.cwd());

/** One for the process: it keeps what it unpacked. */
const predefinedCMap = nodePredefinedCMaps(findCMaps(programFolder()));

/** Sealing on the cryptography of Node or Electron's main process. */
export const nodeSealingPorts = (fontPath: string, clock: Clock = nodeClock): SealingPorts => ({
  digest: nodeDigest,
  random: nodeRandom,
  clock,
  verifier: nodeVerifier,
  inflate: nodeInflate,
  deflate: nodeDeflate,
  envelope: nodeEnvelopeCrypto,
  decodeText: nodeDecodeText,
  predefinedCMap,
  captionFont: createCaptionFont(fontPath, RARE_FONTS),
  oneTimeSigner: generateOneTimeSigner,
});
