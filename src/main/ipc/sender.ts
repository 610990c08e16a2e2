import type { WindowName } from '../../contracts/ipc';
import { err, ok, type Result } from '../../core/base';
import { APP_ORIGIN } from '../protocol';

/** What Electron says about who sent a message, reduced to what is judged. */
export interface SenderFacts {
  readonly webContentsId: number;
  /** URL of the frame; undefined when the frame has navigated or gone meanwhile. */
  readonly frameUrl: string | undefined;
  readonly isTopFrame: boolean;
}

/** Which window sent it: known by the id that main gave the window, never by what the page says about itself. */
export function senderWindow(
  facts: SenderFacts,
  windowOf: (webContentsId: number) => WindowName | undefined,
): Result<WindowName> {
  if (!facts.isTopFrame) return err('IPC_WRONG_SENDER', 'frame');
  if (!facts.frameUrl?.startsWith(`${APP_ORIGIN}/`)) return err('IPC_WRONG_SENDER', 'origin');
  const name = windowOf(facts.webContentsId);
  return name ? ok(name) : err('IPC_WRONG_SENDER', 'window');
}
