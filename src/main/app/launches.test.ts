import { describe, expect, it } from 'vitest';
import type { IntentOutcome } from '../../contracts/ipc';
import { takeLaunch } from './launches';

const LINK = 'inkwitness://launch?ticket=e30.e30.c2ln';

function bench(outcome: IntentOutcome = { ok: true }) {
  const seen = { redeemed: [] as string[], raised: 0, logged: [] as string[] };
  const ports = {
    redeem: async (ticket: string) => {
      seen.redeemed.push(ticket);
      return outcome;
    },
    focusBench: () => {
      seen.raised++;
    },
    log: (_level: string, event: string, fields?: object) => {
      seen.logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
    },
  };
  return { seen, ports };
}

describe('a start of the kiosk', () => {
  it('without a link shows the bench', async () => {
    const { seen, ports } = bench();
    await takeLaunch(['kiosk'], ports);
    expect(seen).toEqual({ redeemed: [], raised: 1, logged: [] });
  });

  it('with a link redeems its ticket, which no log repeats', async () => {
    const { seen, ports } = bench({ ok: false, code: 'TICKET_USED', correlationId: 'abc' });
    await takeLaunch(['kiosk', '--deep-link', '--', LINK], ports);
    expect(seen.redeemed).toEqual(['e30.e30.c2ln']);
    expect(seen.logged).toEqual(['launch.refused {"code":"TICKET_USED","correlationId":"abc"}']);
  });

  it('with anything else redeems nothing', async () => {
    const { seen, ports } = bench();
    await takeLaunch(['kiosk', '--', LINK, 'more'], ports);
    expect(seen.redeemed).toEqual([]);
    expect(seen.logged).toEqual(['launch.refused {"code":"LAUNCH_ARITY"}']);
  });
});
