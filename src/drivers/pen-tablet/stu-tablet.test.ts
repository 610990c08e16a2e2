import { describe, expect, it, vi } from 'vitest';
import { FrameCutter, frame } from '../../../test/support/virtual-pad/stu-wire';
import { must } from '../../core/base';
import type { PenSample } from '../../core/ink';
import { WACOM_STU } from '../device';
import { createReplayTransport } from '../transport';
import { pointerDevice, pointerReport } from './pointer-pen';
import { StuSerialLink } from './stu-serial-link';
import { openStuTablet } from './stu-tablet';

const definition = WACOM_STU.find(({ id }) => id === 'wacom-stu-540') as (typeof WACOM_STU)[number];
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const ANSWERS: Record<string, string> = {
  '8008': '08 353430000000000000 01 24 00 00000000',
  '8009': '09 2a30 1950 03ff 0320 01e0 c8 09ec 0d 0000',
  '800f': '0f 384b415153313030303034320a',
  '2101': '81 00',
  '3203': '81 00',
  '2000': '81 00',
};

/** A pad of answers only; `chunks` are what its pen then sends. */
function pad(answers: Record<string, string> = ANSWERS, reports: readonly string[] = []) {
  const asked: string[] = [];
  const cutter = new FrameCutter();
  const transport = createReplayTransport({
    chunks: reports.map((report) => ({ afterUs: 5000, bytes: frame(bytes(report), false) })),
    answer: (written) =>
      cutter.cut(written).flatMap((report) => {
        const question = Buffer.from(report).toString('hex');
        asked.push(question);
        const answer = answers[question];
        return answer === undefined ? [] : [frame(bytes(answer), false)];
      }),
  });
  return { asked, transport };
}
let now = 0;
const clock = (): number => (now += 5000);

describe('openStuTablet', () => {
  it('asks who it is, what it can, arms time count and sequence', async () => {
    const { asked, transport } = pad();
    const tablet = must(await openStuTablet(new StuSerialLink(transport), definition, clock));
    expect(asked).toEqual(['8008', '8009', '800f', '2101', '3203']);
    expect(tablet.device).toMatchObject({
      serial: '8KAQS1000042',
      firmware: '1.24',
      xMax: 10_800,
      widthUm: 108_000,
      heightUm: 64_800,
      evidenceGrade: 'A',
    });
    await tablet.close();
  });

  it.each([
    ['DEVICE_WRONG', { ...ANSWERS, '8008': '08 343330560000000000 01 24 00 00000000' }],
    ['DEVICE_REFUSED', { ...ANSWERS, '2101': '81 04' }],
    ['DEVICE_GARBLED', { ...ANSWERS, '8009': '09 0000 0000 03ff 0320 01e0 c8 09ec 0d 0000' }],
  ])('%s, and the port is free again', async (code, answers) => {
    const { transport } = pad(answers);
    expect(await openStuTablet(new StuSerialLink(transport), definition, clock)).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: false });
  });

  it('DEVICE_NO_ANSWER from a port where nobody speaks', async () => {
    vi.useFakeTimers();
    const opening = openStuTablet(new StuSerialLink(pad({}).transport), definition, clock);
    await vi.advanceTimersByTimeAsync(3001);
    vi.useRealTimers();
    expect(await opening).toMatchObject({ ok: false, error: { code: 'DEVICE_NO_ANSWER' } });
  });

  it('waits longer for the answers of a radio', async () => {
    vi.useFakeTimers();
    let ended = false;
    const link = new StuSerialLink(Object.assign(pad({}).transport, { latencyMs: 1500 }));
    const opening = openStuTablet(link, definition, clock).then((outcome) => {
      ended = true;
      return outcome;
    });
    await vi.advanceTimersByTimeAsync(4400);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect(await opening).toMatchObject({ ok: false, error: { code: 'DEVICE_NO_ANSWER' } });
  });

  it('stamps and unwraps every pen report', async () => {
    const { transport } = pad(ANSWERS, ['34 9100 0010 0020 ffff ffff', '34 9100 0011 0020 0004 0000']);
    const tablet = must(await openStuTablet(new StuSerialLink(transport), definition, clock));
    const samples: PenSample[] = [];
    tablet.onReport((_, sample) => sample && samples.push(sample));
    await transport.play();
    expect(samples.map(({ xRaw, deviceTime, sequence }) => [xRaw, deviceTime, sequence])).toEqual([
      [16, 65_535, 65_535],
      [17, 65_540, 65_536],
    ]);
    expect(samples[1]?.hostTimeUs).toBeGreaterThan(samples[0]?.hostTimeUs as number);
    await tablet.close();
  });

  it('arms again when the pad forgot its option mode', async () => {
    const { asked, transport } = pad(ANSWERS, [
      '34 9100 0010 0020 1000 0005',
      '01 9100 0011 0020',
      '01 9100 0012 0020',
    ]);
    const tablet = must(await openStuTablet(new StuSerialLink(transport), definition, clock));
    await transport.play();
    await new Promise(setImmediate);
    expect(asked.filter((question) => question === '3203')).toHaveLength(2);
    await tablet.close();
  });

  it('says once that it is lost, also to who asks late', async () => {
    const { transport } = pad();
    const tablet = must(await openStuTablet(new StuSerialLink(transport), definition, clock));
    const codes: string[] = [];
    tablet.onLost((code) => codes.push(code));
    transport.unplug();
    tablet.onLost((code) => codes.push(code));
    expect(codes).toEqual(['DEVICE_LOST', 'DEVICE_LOST']);
    expect(await tablet.clear()).toMatchObject({ ok: false, error: { code: 'DEVICE_LOST' } });
  });

  it('a pad that falls silent is asked, then given up', async () => {
    vi.useFakeTimers();
    const { transport } = pad(ANSWERS);
    const tablet = must(await openStuTablet(new StuSerialLink(transport), definition, clock));
    const codes: string[] = [];
    tablet.onLost((code) => codes.push(code));
    await vi.advanceTimersByTimeAsync(12_000);
    vi.useRealTimers();
    expect(codes).toEqual(['DEVICE_NO_ANSWER']);
  });
});

describe('pointer', () => {
  it('is a device of grade C with true size, and clamps to its area', () => {
    const device = pointerDevice({ width: 960, height: 480 });
    expect(device).toMatchObject({ evidenceGrade: 'C', widthUm: 254_000, heightUm: 127_000, xMax: 9600, yMax: 4800 });
    const event = { x: 12.34, y: -5, pressure: 0.5, down: true, pointerType: 'pen', timeUs: 1234.4 } as const;
    const { report, sample } = pointerReport(event, device, 99);
    expect(sample).toMatchObject({
      xRaw: 123,
      yRaw: 0,
      pressureRaw: 512,
      tipSwitch: true,
      deviceTime: 1234,
      hostTimeUs: 99,
    });
    expect(Buffer.from(report.bytes).toString('hex')).toBe('0103007b0000020000000000000004d2');
  });
});
