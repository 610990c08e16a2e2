import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { launchTicketOf } from './launch-link';

const TICKET = 'eyJhbGciOiJFUzI1NiJ9.eyJ0aWQiOiJ0MSJ9.c2ln-_A';
const LINK = `inkwitness://launch?ticket=${TICKET}`;
const of = (...args: string[]) => launchTicketOf(['kiosk', ...args]);

describe('launch link', () => {
  it('reads the one ticket after --', () => {
    expect(of('--deep-link', '--', LINK)).toEqual({ ok: true, value: TICKET });
    expect(of('--', LINK)).toEqual({ ok: true, value: TICKET });
  });

  it('there is no launch without --', () => {
    expect(of()).toBeUndefined();
    expect(of(LINK)).toBeUndefined();
  });

  it.each([
    ['LAUNCH_ARITY', ['--']],
    ['LAUNCH_ARITY', ['--', LINK, '--remote-debugging-port=1']],
    ['LAUNCH_ARITY', ['--', '--', LINK]],
    ['LAUNCH_GRAMMAR', ['--', '']],
    ['LAUNCH_GRAMMAR', ['--', `${LINK}&patient=1`]],
    ['LAUNCH_GRAMMAR', ['--', `${LINK}#x`]],
    ['LAUNCH_GRAMMAR', ['--', `${LINK}\n`]],
    ['LAUNCH_GRAMMAR', ['--', ` ${LINK}`]],
    ['LAUNCH_GRAMMAR', ['--', LINK.toUpperCase()]],
    ['LAUNCH_GRAMMAR', ['--', `inkwitness://launch/?ticket=${TICKET}`]],
    ['LAUNCH_GRAMMAR', ['--', `inkwitness://launch?ticket=${encodeURIComponent('../x')}`]],
    ['LAUNCH_GRAMMAR', ['--', `https://launch?ticket=${TICKET}`]],
    ['LAUNCH_GRAMMAR', ['--', `inkwitness://launch?ticket=${'a'.repeat(5000)}.b.c`]],
  ])('%s for %j', (code, args) => {
    expect(of(...args)).toMatchObject({ ok: false, error: { code } });
  });

  it('anything else is a code, never a throw', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (items) => {
        const result = of('--', ...items);
        if (result?.ok) expect(result.value).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      }),
    );
  });
});
