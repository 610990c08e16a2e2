import { join } from 'node:path';
import { build } from 'esbuild';

/** What the kiosk's program does for the installer of updates, as a program of Node's: the same file, without Electron. */
export async function judgeProgram(): Promise<(version: string) => string> {
  const bundled = await build({
    absWorkingDir: join(import.meta.dirname, '..', '..'),
    entryPoints: ['src/main/app/judge-update.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    define: { __VERSION__: '"@version@"', __FLAVOUR__: '"product"', __BUILD__: '""', __ELECTRON__: '""' },
  });
  const text = bundled.outputFiles[0]?.text ?? '';
  return (version) => text.replaceAll('@version@', version);
}
