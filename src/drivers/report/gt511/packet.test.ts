import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEVICE_INFO_LENGTH, RESPONSE } from './constants';
import { decodeDeviceInfo } from './device-info';
import {
  captureFinger,
  changeBaudRate,
  close,
  cmosLed,
  encodeCommand,
  type Gt511Packet,
  Gt511Reader,
  getImage,
  getRawImage,
  isPressFinger,
  open,
} from './packet';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** From the words of the data sheet, not with the product's code. */
function dataPacket(data: readonly number[]): Uint8Array {
  const summed = [0x5a, 0xa5, 0x01, 0x00, ...data];
  const sum = summed.reduce((total, byte) => total + byte, 0) % 65_536;
  return Uint8Array.from([...summed, sum % 256, Math.floor(sum / 256)]);
}

function readAll(dataLength: number, bytes: Uint8Array, size = bytes.length || 1) {
  const reader = new Gt511Reader();
  const packets: Gt511Packet[] = [];
  reader.begin(dataLength);
  for (let at = 0; at < bytes.length; at += size)
    reader.push(bytes.subarray(at, at + size), (packet) => packets.push(packet));
  return { packets, counters: reader.counters };
}
const ACK = { kind: 'response', code: RESPONSE.ack, parameter: 0 };

describe('GT-511 packets', () => {
  it('are those of the data sheet', () => {
    expect(hex(open())).toBe('55aa0100' + '01000000' + '0100' + '0201');
    expect(hex(close())).toBe('55aa0100' + '00000000' + '0200' + '0201');
    expect(hex(cmosLed(true))).toBe('55aa0100' + '01000000' + '1200' + '1301');
    expect(hex(cmosLed(false))).toBe('55aa0100' + '00000000' + '1200' + '1201');
    expect(hex(isPressFinger())).toBe('55aa0100' + '00000000' + '2600' + '2601');
    expect(hex(captureFinger())).toBe('55aa0100' + '01000000' + '6000' + '6101');
    expect(hex(getImage())).toBe('55aa0100' + '00000000' + '6200' + '6201');
    expect(hex(getRawImage())).toBe('55aa0100' + '00000000' + '6300' + '6301');
    // 115200 = 0x0001C200
    expect(hex(changeBaudRate(115_200))).toBe('55aa0100' + '00c20100' + '0400' + 'c701');
  });

  it('a response and the data after it, at any chunking', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.integer({ min: 1, max: 50 }),
        (data, parameter, size) => {
          const bytes = Buffer.concat([encodeCommand(RESPONSE.ack, parameter), dataPacket([...data])]);
          expect(readAll(data.length, bytes, size)).toEqual({
            packets: [
              { ...ACK, parameter },
              { kind: 'data', data },
            ],
            counters: { packets: 2, droppedBytes: 0, checksumErrors: 0 },
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('a wrong sum is told for data, passed over for a response, and the next response is found', () => {
    const data = Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 0x5a : 0xa5));
    for (const at of [2, 100, 605]) {
      const spoilt = dataPacket(data).map((byte, i) => (i === at ? byte ^ 4 : byte));
      const { packets, counters } = readAll(600, Buffer.concat([spoilt, encodeCommand(RESPONSE.ack)]), 64);
      expect(packets, `byte ${at}`).toEqual([{ kind: 'spoilt' }, ACK]);
      expect(counters).toEqual({ packets: 1, droppedBytes: spoilt.length, checksumErrors: 1 });
    }
    const response = encodeCommand(RESPONSE.nack, 0x1012);
    const bent = response.map((byte, i) => (i === 5 ? byte ^ 1 : byte));
    expect(readAll(0, Buffer.concat([bent, response])).packets).toEqual([
      { kind: 'response', code: RESPONSE.nack, parameter: 0x1012 },
    ]);
  });

  it('cut off data are no packet, and a new command forgets them', () => {
    const reader = new Gt511Reader();
    const packets: Gt511Packet[] = [];
    reader.begin(600);
    reader.push(dataPacket(new Array(600).fill(7)).subarray(0, 400), (packet) => packets.push(packet));
    expect(packets).toEqual([]);
    expect(reader.dataSoFar).toBe(396);
    reader.begin();
    reader.push(encodeCommand(RESPONSE.ack), (packet) => packets.push(packet));
    expect(packets).toEqual([ACK]);
    expect(reader.counters.droppedBytes).toBe(400);
  });

  it('random bytes never throw, never hide the next responses, never hold more than one packet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 300 }), (garbage, dataLength) => {
        const many = Array.from({ length: 60 }, () => encodeCommand(RESPONSE.ack));
        const { packets } = readAll(dataLength, Buffer.concat([garbage, ...many]), 37);
        expect(packets).toContainEqual(ACK);
      }),
    );
  });

  it('device information', () => {
    const data = Uint8Array.from([0x13, 0x05, 0x14, 0x20, 0, 0xb8, 1, 0, ...Array.from({ length: 16 }, (_, i) => i)]);
    expect(decodeDeviceInfo(data)).toEqual({ firmware: '20140513', serial: '000102030405060708090a0b0c0d0e0f' });
    expect(decodeDeviceInfo(data.subarray(1))).toBeUndefined();
    expect(data).toHaveLength(DEVICE_INFO_LENGTH);
  });
});
