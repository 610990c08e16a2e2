import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOWED_SWITCHES, type Flavour, judgeArguments, switchValue } from './switches';

const judge = (args: string[], flavour: Flavour = 'product', platform = 'linux', defaultApp = false) =>
  judgeArguments({ argv: ['kiosk', ...args], flavour, platform, defaultApp });

/** Each of these was seen to give the kiosk away, or would. */
const DANGEROUS = [
  'remote-debugging-port=9222',
  'remote-debugging-pipe',
  'remote-allow-origins=*',
  'inspect',
  'inspect-brk=0',
  'inspect-port=1',
  'js-flags=--allow-natives-syntax',
  'load-extension=/x',
  'host-rules=MAP * evil',
  'host-resolver-rules=MAP * evil',
  'proxy-server=evil:1',
  'proxy-pac-url=http://evil',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list=x',
  'user-data-dir=/tmp/x',
  'renderer-cmd-prefix=sh',
  'utility-cmd-prefix=sh',
  'gpu-launcher=calc.exe',
  'no-sandbox',
  'disable-web-security',
  'ssl-key-log-file=/tmp/keys',
  'allow-file-access-from-files',
  'enable-logging',
  'require',
];

describe('switch allow-list', () => {
  it.each(DANGEROUS)('a ward build ends at --%s', (name) => {
    expect(judge([`--${name}`])).toMatchObject({ ok: false, code: 'SWITCH_FORBIDDEN' });
    expect(judge([`-${name}`]).ok).toBe(false);
    expect(judge(['--deep-link', `--${name}`, '--', 'inkwitness://launch?ticket=a.b.c']).ok).toBe(false);
  });

  it('Windows also reads a slash and any case', () => {
    expect(judge(['/Remote-Debugging-Port=1'], 'product', 'win32')).toMatchObject({ what: 'remote-debugging-port' });
    expect(judge(['--DEEP-LINK', '--', 'x'], 'product', 'win32').ok).toBe(true);
  });

  it('lets the registered launch command through and leaves what follows -- to the launch room', () => {
    expect(judge([])).toEqual({ ok: true });
    expect(judge(['--deep-link', '--', 'inkwitness://launch?ticket=a.b.c', '--remote-debugging-port=1']).ok).toBe(true);
  });

  it('the value of a switch is what stands before --, whatever a link says', () => {
    expect(judge(['--judge-update=C:\\Program Files\\InkWitness Update']).ok).toBe(true);
    expect(switchValue(['kiosk', '--judge-update=/var/x'], 'judge-update')).toBe('/var/x');
    expect(switchValue(['kiosk', '--deep-link', '--', '--judge-update=/var/x'], 'judge-update')).toBeUndefined();
    expect(switchValue(['--judge-update=/var/x'], 'judge-update')).toBeUndefined();
  });

  it('takes a positional argument only as the folder of `electron <folder>`', () => {
    expect(judge(['inkwitness://launch?ticket=a.b.c'])).toMatchObject({ code: 'ARGUMENT_FORBIDDEN' });
    expect(judge(['dist/kiosk'], 'development', 'linux', true).ok).toBe(true);
    expect(judge(['dist/kiosk', 'x'], 'development', 'linux', true).ok).toBe(false);
    expect(judge(['dist/kiosk'], 'product', 'linux', true).ok).toBe(false);
  });

  it('only the end-to-end build may be driven', () => {
    const driven = ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0'];
    expect(judge(driven, 'e2e').ok).toBe(true);
    expect(judge(driven, 'development').ok).toBe(false);
    expect(judge(['--no-sandbox'], 'development').ok).toBe(true);
  });

  it('whatever starts with a dash and is not in the table is refused, and its value is not repeated', () => {
    const known = new Set(ALLOWED_SWITCHES.map((entry) => entry.name));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, value) => {
        fc.pre(!known.has(name.toLowerCase().split('=', 1)[0] ?? '') && name !== '-' && !name.startsWith('-'));
        const verdict = judge([`--${name}=secret${value}`]);
        expect(verdict.ok).toBe(false);
        if (!verdict.ok && !name.includes('secret')) expect(verdict.what).not.toContain('secret');
      }),
    );
  });
});
