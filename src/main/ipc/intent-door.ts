import { INTENTS, type Intent, type IntentName, type WindowName } from '../../contracts/ipc';
import { err, ok, type Result } from '../../core/base';

/** An intent that may go on to the kiosk, and in whose name. */
export interface AdmittedIntent {
  readonly intent: Intent;
  readonly from: WindowName;
}

/**
 * Checks name, sender and shape of an intent against the contract.
 *
 * @param message as it came over the wire
 * @param window the window that sent it
 * @param oneScreen the device is handed over: the bench's window then shows and sends the patient's part as well
 */
export function admitIntent(message: unknown, window: WindowName, oneScreen: boolean): Result<AdmittedIntent> {
  const { name, payload } = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !Object.hasOwn(INTENTS, name)) return err('IPC_UNKNOWN_INTENT');
  const entry = INTENTS[name as IntentName];
  const allowed: readonly WindowName[] = entry.from;
  const from = allowed.includes(window) ? window : oneScreen && window === 'bench' ? 'patient' : undefined;
  if (from === undefined) return err('IPC_WRONG_WINDOW', name);
  const parsed = entry.payload.safeParse(payload ?? {});
  if (!parsed.success) return err('IPC_BAD_PAYLOAD', `${name}: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  return ok({ intent: { name, payload: parsed.data } as Intent, from });
}
