import { LAUNCH_URL_PREFIX, launchTicketText } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';

/**
 * The ticket of `… --deep-link -- inkwitness://launch?ticket=<compact JWS>`. Only what follows the first `--` is read,
 * and it must be exactly one item: Chromium stops reading switches there, and a link that smuggles more than itself is
 * no link of ours. Nothing but the opaque one-time ticket is accepted: no path, no second parameter, no fragment.
 *
 * @param argv the process's own arguments (those of Electron's second-instance event are rewritten by Chromium)
 * @returns undefined when there is no `--`; LAUNCH_ARITY, LAUNCH_GRAMMAR
 */
export function launchTicketOf(argv: readonly string[]): Result<string> | undefined {
  const end = argv.indexOf('--');
  if (end < 0) return undefined;
  const items = argv.slice(end + 1);
  if (items.length !== 1) return err('LAUNCH_ARITY', `${items.length} items`);
  return launchTicketIn(items[0] ?? '');
}

/** The ticket of one link, by a strict expression on the whole text; never through a URL parser, which would mend it. */
export function launchTicketIn(link: string): Result<string> {
  if (!link.startsWith(LAUNCH_URL_PREFIX)) return err('LAUNCH_GRAMMAR', 'prefix');
  const ticket = launchTicketText.safeParse(link.slice(LAUNCH_URL_PREFIX.length));
  return ticket.success ? ok(ticket.data) : err('LAUNCH_GRAMMAR', 'ticket');
}
