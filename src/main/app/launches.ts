import type { IntentOutcome } from '../../contracts/ipc';
import { launchTicketOf } from '../launch';
import type { Log } from '../log';

export interface LaunchPorts {
  redeem(ticket: string): Promise<IntentOutcome>;
  focusBench(): void;
  readonly log: Log;
}

/** What a start of the kiosk, the first or another one, asks for: the task of a launch ticket, or just to be seen. */
export async function takeLaunch(argv: readonly string[], ports: LaunchPorts): Promise<void> {
  ports.focusBench();
  const ticket = launchTicketOf(argv);
  if (ticket === undefined) return;
  if (!ticket.ok) return ports.log('warn', 'launch.refused', { code: ticket.error.code });
  const outcome = await ports.redeem(ticket.value);
  if (outcome.ok) ports.log('info', 'launch.taken');
  else ports.log('warn', 'launch.refused', { code: outcome.code, correlationId: outcome.correlationId });
}
