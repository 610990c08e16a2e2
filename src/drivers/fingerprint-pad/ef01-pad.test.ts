import { describe, expect, it, vi } from 'vitest';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { must } from '../../core/base';
import { EF01 } from '../device';
import { DEFAULT_ADDRESS, encodePacket, PID } from '../report/ef01';
import { createReplayTransport } from '../transport';
import { openEf01Pad } from './ef01-pad';

const definition = EF01[0] as (typeof EF01)[number];
const ack = (...content: number[]) =>
  encodePacket({ address: DEFAULT_ADDRESS, pid: PID.ack, content: Uint8Array.from(content) });
const parameters = ack(...Buffer.from('000000000900a20003ffffffff00020006', 'hex'));
const image = readPgm('fixtures/fingers/good.pgm');
const packed = Uint8Array.from(
  { length: image.pixels.length / 2 },
  (_, i) => ((image.pixels[2 * i] as number) & 0xf0) | ((image.pixels[2 * i + 1] as number) >> 4),
);

function upload(change: (packets: Uint8Array[]) => Uint8Array[] = (packets) => packets): Uint8Array[] {
  const packets = Array.from({ length: packed.length / 128 }, (_, i) =>
    encodePacket({
      address: DEFAULT_ADDRESS,
      pid: i === packed.length / 128 - 1 ? PID.lastData : PID.data,
      content: packed.subarray(i * 128, i * 128 + 128),
    }),
  );
  return [ack(0), ...change(packets)];
}

/** `looks` are the answers to GenImg in turn; the last one repeats. */
function module(
  looks: readonly number[],
  uploaded: readonly Uint8Array[] = upload(),
  password = 0,
  seen: number[] = [],
) {
  let look = 0;
  return createReplayTransport({
    chunks: [],
    answer: (written) => {
      switch (written[9]) {
        case 0x13:
          return [ack(password)];
        case 0x0f:
          return [parameters];
        case 0x01:
          seen.push(looks[Math.min(look++, looks.length - 1)] as number);
          return [ack(seen.at(-1) as number)];
        default:
          return uploaded;
      }
    },
  });
}
const never = new AbortController().signal;

describe('an EF01 reader', () => {
  it('waits for the finger, reads its image with progress, judges it', async () => {
    const pad = must(await openEf01Pad(module([2, 2, 0]), definition));
    const progress: number[] = [];
    const outcome = await pad.read(never, (part) => progress.push(part));
    expect(outcome).toMatchObject({
      kind: 'image',
      image: { width: 256, height: 288, dpi: 500 },
      quality: { verdict: 'good' },
    });
    expect(outcome.kind === 'image' && Buffer.from(outcome.image.pixels).equals(Buffer.from(image.pixels))).toBe(true);
    expect(progress).toHaveLength(288);
    expect(progress.at(-1)).toBe(1);
    await pad.close();
  });

  const packets = (data: Uint8Array, size: number): Uint8Array[] => [
    ack(0),
    ...Array.from({ length: Math.ceil(data.length / size) }, (_, i) =>
      encodePacket({
        address: DEFAULT_ADDRESS,
        pid: (i + 1) * size >= data.length ? PID.lastData : PID.data,
        content: data.subarray(i * size, i * size + size),
      }),
    ),
  ];

  it.each([32, 64, 128, 256])('reads an image in packets of %i bytes', async (size) => {
    const pad = must(await openEf01Pad(module([0], packets(packed, size)), definition));
    const outcome = await pad.read(never, () => undefined);
    expect(outcome.kind === 'image' && Buffer.from(outcome.image.pixels).equals(Buffer.from(image.pixels))).toBe(true);
  });

  it('takes the size of the image from what arrives, and no size that the model does not have', async () => {
    const read = async (id: string, data: Uint8Array) => {
      const model = EF01.find((candidate) => candidate.id === id) as typeof definition;
      return (await must(await openEf01Pad(module([0], packets(data, 128)), model))).read(never, () => undefined);
    };
    const whole = await read('ef01-zfm-20', image.pixels);
    expect(whole.kind === 'image' && Buffer.compare(whole.image.pixels, image.pixels)).toBe(0);
    const round = packed.slice(0, (192 * 192) / 2);
    expect(await read('ef01-r503', round)).toMatchObject({ kind: 'image', image: { width: 192, height: 192 } });
    expect(await read('ef01-r503', packed)).toMatchObject({ kind: 'image', image: { width: 256, height: 288 } });
    for (const data of [round, packed.slice(1), image.pixels.slice(1)])
      expect(await read('ef01-as608', data)).toMatchObject({ kind: 'failed', code: 'DEVICE_GARBLED' });
  });

  it('names every rate of the manual once, the usual ones first', () => {
    const [link] = definition.links;
    expect(link?.kind === 'serial' && [...link.baudRates].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => 9600 * (i + 1)),
    );
    expect(link?.kind === 'serial' && link.baudRates.slice(0, 2)).toEqual([57_600, 115_200]);
  });

  it('a lost or spoilt packet is a failed reading, never a shifted image', async () => {
    for (const change of [
      (packets: Uint8Array[]) => packets.filter((_, index) => index !== 100),
      (packets: Uint8Array[]) =>
        packets.map((packet, index) =>
          index === 7 ? packet.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) : packet,
        ),
      (packets: Uint8Array[]) => [packets[0] as Uint8Array, ...packets],
    ]) {
      const pad = must(await openEf01Pad(module([0], upload(change)), definition));
      expect(await pad.read(never, () => undefined)).toEqual({
        kind: 'failed',
        reason: 'device',
        code: 'DEVICE_GARBLED',
      });
    }
  });

  it('data that comes before the answer is of an older upload and not of this one', async () => {
    const stray = encodePacket({ address: DEFAULT_ADDRESS, pid: PID.data, content: new Uint8Array(128) });
    const pad = must(await openEf01Pad(module([0], [stray, ...upload()]), definition));
    expect(await pad.read(never, () => undefined)).toMatchObject({ kind: 'image', quality: { verdict: 'good' } });
  });

  it('an upload that stops in the middle ends as no answer', async () => {
    vi.useFakeTimers();
    const pad = must(
      await openEf01Pad(
        module(
          [0],
          upload((packets) => packets.slice(0, 40)),
        ),
        definition,
      ),
    );
    const reading = pad.read(never, () => undefined);
    await vi.advanceTimersByTimeAsync(1600);
    vi.useRealTimers();
    expect(await reading).toMatchObject({ kind: 'failed', code: 'DEVICE_NO_ANSWER' });
  });

  it('a finger that gives no image three times is asked to keep still', async () => {
    const pad = must(await openEf01Pad(module([3]), definition));
    expect(await pad.read(never, () => undefined)).toEqual({ kind: 'failed', reason: 'moved' });
  });

  it('stops waiting when told to', async () => {
    const stop = new AbortController();
    const pad = must(await openEf01Pad(module([2]), definition));
    const reading = pad.read(stop.signal, () => undefined);
    stop.abort();
    expect(await reading).toEqual({ kind: 'stopped' });
  });

  it('wants the finger lifted before a second reading', async () => {
    const looks: number[] = [];
    const pad = must(await openEf01Pad(module([0, 0, 0, 2, 0], upload(), 0, looks), definition));
    await pad.read(never, () => undefined);
    expect(looks).toEqual([0]);
    expect(await pad.read(never, () => undefined)).toMatchObject({ kind: 'image' });
    expect(looks).toEqual([0, 0, 0, 2, 0]);
  });

  it('is refused with a wrong password', async () => {
    expect(await openEf01Pad(module([2], [], 0x13), definition)).toMatchObject({ error: { code: 'DEVICE_REFUSED' } });
  });
});
