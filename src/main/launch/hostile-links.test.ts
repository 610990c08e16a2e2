import { describe, expect, it } from 'vitest';
import { judgeArguments } from '../policy';
import { launchTicketOf } from './launch-link';

const TICKET = 'eyJhbGciOiJFUzI1NiJ9.eyJ0aWQiOiJ0MSJ9.c2ln-_A';
const LINK = `inkwitness://launch?ticket=${TICKET}`;

/** What a page, a mail or another program may hand to the registered command, and what answers it. */
const HOSTILE: readonly (readonly [what: string, code: string, ...items: string[]])[] = [
  ['a second link', 'LAUNCH_ARITY', LINK, LINK],
  ['a switch after it', 'LAUNCH_ARITY', LINK, '--remote-debugging-port=9222'],
  ['a switch before it', 'LAUNCH_ARITY', '--gpu-launcher=calc.exe', LINK],
  ['-- twice', 'LAUNCH_ARITY', '--', LINK],
  ['-- after it', 'LAUNCH_ARITY', LINK, '--'],
  ['nothing', 'LAUNCH_ARITY'],
  ['an empty item', 'LAUNCH_GRAMMAR', ''],
  ['a quote that closes "%1" and a switch', 'LAUNCH_GRAMMAR', `${LINK}" --no-sandbox "`],
  ['a switch alone', 'LAUNCH_GRAMMAR', '--inspect=0'],
  ['a line feed', 'LAUNCH_GRAMMAR', `${LINK}\n`],
  ['carriage return and line feed inside', 'LAUNCH_GRAMMAR', LINK.replace('?', '\r\n?')],
  ['an encoded line feed', 'LAUNCH_GRAMMAR', `${LINK}%0a`],
  ['an encoded carriage return and a header', 'LAUNCH_GRAMMAR', `${LINK}%0d%0aHost:%20evil`],
  ['a tab', 'LAUNCH_GRAMMAR', `inkwitness:\t//launch?ticket=${TICKET}`],
  ['a NUL at the end', 'LAUNCH_GRAMMAR', `${LINK}\0`],
  ['a NUL before more', 'LAUNCH_GRAMMAR', `${LINK}\0--no-sandbox`],
  ['an encoded NUL', 'LAUNCH_GRAMMAR', `${LINK}%00`],
  ['10 kB of ticket', 'LAUNCH_GRAMMAR', `inkwitness://launch?ticket=${'a'.repeat(10_240)}.b.c`],
  ['10 kB of dots', 'LAUNCH_GRAMMAR', `inkwitness://launch?ticket=${'.'.repeat(10_240)}`],
  ['another scheme', 'LAUNCH_GRAMMAR', LINK.replace('inkwitness', 'file')],
  ['script', 'LAUNCH_GRAMMAR', `javascript:alert(1)//${LINK}`],
  ['our own page', 'LAUNCH_GRAMMAR', `app://kiosk/index.html?ticket=${TICKET}`],
  ['a scheme in capitals', 'LAUNCH_GRAMMAR', LINK.replace('inkwitness', 'INKWITNESS')],
  ['one slash', 'LAUNCH_GRAMMAR', LINK.replace('//', '/')],
  ['backslashes', 'LAUNCH_GRAMMAR', LINK.replace('//', '\\\\')],
  ['another host', 'LAUNCH_GRAMMAR', LINK.replace('launch', 'settings')],
  ['a user before the host', 'LAUNCH_GRAMMAR', LINK.replace('launch', 'evil@launch')],
  ['a port', 'LAUNCH_GRAMMAR', LINK.replace('launch', 'launch:80')],
  ['a path', 'LAUNCH_GRAMMAR', LINK.replace('launch', 'launch/..')],
  ['an empty path', 'LAUNCH_GRAMMAR', LINK.replace('launch', 'launch/')],
  ['another name of the parameter', 'LAUNCH_GRAMMAR', LINK.replace('ticket', 'url')],
  ['a second parameter', 'LAUNCH_GRAMMAR', `${LINK}&patient=1`],
  ['a parameter before it', 'LAUNCH_GRAMMAR', LINK.replace('ticket', 'a=b&ticket')],
  ['two tickets', 'LAUNCH_GRAMMAR', `${LINK}&ticket=${TICKET}`],
  ['two tickets with a semicolon', 'LAUNCH_GRAMMAR', `${LINK};ticket=${TICKET}`],
  ['no ticket', 'LAUNCH_GRAMMAR', 'inkwitness://launch?ticket='],
  ['a ticket of two parts', 'LAUNCH_GRAMMAR', LINK.replace(/\.[^.]*$/, '')],
  ['a ticket of four parts', 'LAUNCH_GRAMMAR', `${LINK}.x`],
  ['a fragment', 'LAUNCH_GRAMMAR', `${LINK}#x`],
  ['a path in the ticket', 'LAUNCH_GRAMMAR', `inkwitness://launch?ticket=..%2f..%2fx.b.c`],
  ['standard base64', 'LAUNCH_GRAMMAR', 'inkwitness://launch?ticket=a+/=.b.c'],
  ['an encoded dot', 'LAUNCH_GRAMMAR', LINK.replace('.', '%2e')],
  ['a full-width dot (U+FF0E)', 'LAUNCH_GRAMMAR', LINK.replace('.', '\uff0e')],
  ['a Cyrillic look-alike in the scheme (U+0456)', 'LAUNCH_GRAMMAR', LINK.replace('i', '\u0456')],
  ['a Cyrillic look-alike in the ticket (U+0435)', 'LAUNCH_GRAMMAR', LINK.replace('eyJ', '\u0435yJ')],
  ['a full-width question mark (U+FF1F)', 'LAUNCH_GRAMMAR', LINK.replace('?', '\uff1f')],
  ['a zero-width space (U+200B)', 'LAUNCH_GRAMMAR', `${LINK}\u200b`],
  ['a byte order mark', 'LAUNCH_GRAMMAR', `\ufeff${LINK}`],
  ['right-to-left override (U+202E)', 'LAUNCH_GRAMMAR', `\u202e${LINK}`],
  ['a line separator (U+2028)', 'LAUNCH_GRAMMAR', `${LINK}\u2028`],
  ['half a surrogate pair', 'LAUNCH_GRAMMAR', `${LINK}\ud800`],
  ['a space before it', 'LAUNCH_GRAMMAR', ` ${LINK}`],
];

describe('hostile launch links', () => {
  it.each(HOSTILE)('%s: %s', (_what, code, ...items) => {
    const argv = ['inkwitness', '--deep-link', '--', ...items];
    expect(launchTicketOf(argv)).toMatchObject({ ok: false, error: { code } });
    // What is told of it repeats nothing of it.
    expect(JSON.stringify(launchTicketOf(argv)).length).toBeLessThan(100);
  });

  it('the link that they are made of is taken', () => {
    expect(launchTicketOf(['inkwitness', '--deep-link', '--', LINK])).toEqual({ ok: true, value: TICKET });
  });

  it('without the -- of the registered command a link is no switch and the kiosk does not start', () => {
    for (const platform of ['win32', 'linux']) {
      for (const [, , ...items] of HOSTILE.filter(([, , first = '']) => first !== '' && !first.startsWith('-'))) {
        const argv = ['inkwitness', ...items];
        expect(judgeArguments({ argv, flavour: 'product', platform, defaultApp: false }).ok, items.join()).toBe(false);
      }
    }
  });

  it('arguments as Chromium rewrites them for a second instance add no ticket and hide none', () => {
    // Measured on Linux: a switch of its own, others moved before the positional ones, -- dropped (electron issue 20322).
    const rewritten = ['inkwitness', '--deep-link', '--allow-file-access-from-files', LINK];
    expect(launchTicketOf(rewritten)).toBeUndefined();
    expect(launchTicketOf(['inkwitness', '--allow-file-access-from-files', '--', LINK, '/home'])).toMatchObject({
      error: { code: 'LAUNCH_ARITY' },
    });
  });
});
