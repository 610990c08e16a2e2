import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { homeFolder } from './home-folder';

export interface Instance {
  /** The data folder, INKWITNESS_HOME. */
  readonly home: string;
  /** Arguments of this start. */
  readonly argv: readonly string[];
  /** Somebody started the kiosk again, with these arguments. */
  onAgain(listener: (argv: readonly string[]) => void): void;
}

/**
 * Makes this process the one kiosk of its data folder, or answers undefined when there is one already. The second
 * process passes its own arguments over: those in Electron's event have been rewritten by Chromium (electron issue 20322).
 */
export function claimInstance(app: App): Instance | undefined {
  const home = homeFolder(process.env, process.platform);
  const browserFolder = join(home, 'kiosk', 'browser');
  mkdirSync(browserFolder, { recursive: true, mode: 0o700 });
  // The lock is a file in this folder, so the lock is one for each data folder.
  app.setPath('userData', browserFolder);
  app.setPath('sessionData', browserFolder);
  if (!app.requestSingleInstanceLock({ argv: process.argv })) return undefined;
  return {
    home,
    argv: process.argv,
    onAgain: (listener) => {
      app.on('second-instance', (_event, _argv, _folder, data) => listener(argumentsIn(data)));
    },
  };
}

function argumentsIn(data: unknown): readonly string[] {
  const { argv } = (typeof data === 'object' && data !== null ? data : {}) as { argv?: unknown };
  return Array.isArray(argv) && argv.every((item) => typeof item === 'string') ? argv : [];
}
