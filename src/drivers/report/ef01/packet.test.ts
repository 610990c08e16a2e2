import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ADDRESS, PID } from './constants';
import { encodePacket, genImg, type Packet, PacketReader, readSysPara, upImage, vfyPwd } from './packet';
import { decodeSystemParameters } from './system-parameters';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const readAll = (chunks: readonly Uint8Array[]) => {
  const reader = new PacketReader();
  const packets: Packet[] = [];
  for (const chunk of chunks) reader.push(chunk, (packet) => packets.push(packet));
  return { packets, counters: reader.counters };
};
const anyPacket = fc.record({
  address: fc.constant(DEFAULT_ADDRESS),
  pid: fc.constantFrom(PID.ack, PID.data, PID.lastData),
  content: fc.uint8Array({ maxLength: 256 }),
});

describe('EF01 packets', () => {
  it('are those of the manual', () => {
    expect(hex(genImg())).toBe('ef01ffffffff010003010005');
    expect(hex(upImage())).toBe('ef01ffffffff0100030a000e');
    expect(hex(readSysPara())).toBe('ef01ffffffff0100030f0013');
    expect(hex(vfyPwd())).toBe('ef01ffffffff01000713000000' + '00001b');
  });

  it('decode after encode is identity, at any chunking', () => {
    fc.assert(
      fc.property(
        fc.array(anyPacket, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (packets, size) => {
          const bytes = Buffer.concat(packets.map(encodePacket));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, i * size + size),
          );
          expect(readAll(chunks).packets).toEqual(packets);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('a spoilt packet is dropped and counted, the next one is found', () => {
    const good = encodePacket({ address: DEFAULT_ADDRESS, pid: PID.data, content: Uint8Array.of(1, 2, 3, 4) });
    const bad = good.slice();
    bad[10] = 99;
    const { packets, counters } = readAll([bad, good]);
    expect(packets).toHaveLength(1);
    expect(counters.checksumErrors).toBe(1);
    expect(counters.droppedBytes).toBe(bad.length);
  });

  it('system parameters', () => {
    const content = new Uint8Array(Buffer.from('000000000900a20003ffffffff00020006', 'hex'));
    expect(decodeSystemParameters(content)).toEqual({
      status: 0,
      systemId: 9,
      librarySize: 162,
      securityLevel: 3,
      address: 0xffffffff,
      packetSize: 128,
      baudRate: 57_600,
    });
    expect(decodeSystemParameters(content.subarray(0, 16))).toBeUndefined();
  });
});
