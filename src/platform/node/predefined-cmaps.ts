import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The packed CMaps of pdf.js in `folder` (`cmaps` of pdfjs-dist); a name without a file has none. */
export const nodePredefinedCMaps =
  (folder: string) =>
  async (name: string): Promise<Uint8Array | undefined> =>
    /^[A-Za-z0-9-]+$/.test(name)
      ? readFile(join(folder, `${name}.bcmap`)).then(
          (bytes) => new Uint8Array(bytes),
          () => undefined,
        )
      : undefined;
