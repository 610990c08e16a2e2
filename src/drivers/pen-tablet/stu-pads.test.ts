import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { StuEmulator } from '../../../test/support/virtual-pad/stu-emulator';
import { StuHidPad } from '../../../test/support/virtual-pad/stu-hid-pad';
import { STU_MODELS } from '../../../test/support/virtual-pad/stu-models';
import type { StuPad } from '../../../test/support/virtual-pad/stu-pad';
import { must } from '../../core/base';
import type { PenSample } from '../../core/ink';
import { definitionById, isOfFamily, type PenTabletDefinition } from '../device';
import { openReport, type PadCrypto } from '../report/wacom-stu';
import type { Transport } from '../transport';
import { openPenTablet, type PenPort } from './open-pen-tablet';
import type { PadPicture, PadTools } from './pad-screen';
import type { PenTablet } from './pen-tablet';

type ModelId = keyof typeof STU_MODELS;
const TRACE = readPenTrace('fixtures/pen-traces/wacom/stu-540/cross.ndjson');

/** A line without a kernel in between. */
function serialPad(id: ModelId): { pad: StuEmulator; port: PenPort } {
  let toPad: (chunk: Uint8Array) => void = () => undefined;
  const hosts = new Set<(chunk: Uint8Array) => void>();
  const line = {
    onData: (listener: (chunk: Uint8Array) => void) => {
      toPad = listener;
    },
    write: (bytes: Uint8Array) => queueMicrotask(() => hosts.forEach((hear) => void hear(bytes))),
  };
  const transport: Transport = {
    path: 'memory',
    lineControl: 'set',
    write: async (bytes) => {
      toPad(bytes);
      return { ok: true, value: undefined };
    },
    onData: (listener) => {
      hosts.add(listener);
      return () => hosts.delete(listener);
    },
    onEnd: () => () => undefined,
    close: async () => hosts.clear(),
  };
  return { pad: new StuEmulator(line, STU_MODELS[id]), port: { kind: 'serial', port: transport } };
}
function hidPad(id: ModelId): { pad: StuHidPad; port: PenPort } {
  const pad = new StuHidPad(STU_MODELS[id]);
  return { pad, port: { kind: 'hid', port: pad.device() } };
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = rsa.publicKey.export({ format: 'jwk' });
const crypto: PadCrypto = {
  random: (length) => new Uint8Array(randomBytes(length)),
  decryptBlock(key, block) {
    const cipher = createDecipheriv(key.length === 32 ? 'aes-256-ecb' : 'aes-128-ecb', key, null).setAutoPadding(false);
    return new Uint8Array([...cipher.update(block), ...cipher.final()]);
  },
  rsaKey: async () => ({
    exponent: new Uint8Array(Buffer.from(jwk.e as string, 'base64url')),
    modulus: new Uint8Array(Buffer.from(jwk.n as string, 'base64url')),
    decrypt: (secret) =>
      new Uint8Array(
        privateDecrypt(
          { key: rsa.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
          Buffer.from(secret),
        ),
      ),
  }),
};
const deflate = (data: Uint8Array): Uint8Array => new Uint8Array(deflateSync(data));

const definitionOf = (id: string): PenTabletDefinition<'wacom-stu'> => {
  const found = must(definitionById(id));
  if (found.kind !== 'pen-tablet' || !isOfFamily(found, 'wacom-stu')) throw new Error(id);
  return found;
};
let open: PenTablet | undefined;
let now = 0;
async function tabletOf(port: PenPort, id: string, tools: PadTools = {}) {
  open = must(await openPenTablet(port, definitionOf(id), () => (now += 5000), tools));
  const samples: PenSample[] = [];
  const codes: string[] = [];
  open.onReport((_, sample) => sample && samples.push(sample));
  open.onLost((code) => codes.push(code));
  return { tablet: open, samples, codes };
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const CARRIERS = { serial: serialPad, hid: hidPad };
const MODELS = Object.keys(STU_MODELS) as ModelId[];
const CASES = MODELS.flatMap((id) =>
  (['serial', 'hid'] as const)
    .filter((kind) => definitionOf(id).links.some((link) => link.kind === kind))
    .map((kind) => ({ id, kind })),
);

/** A picture with a black box, the rest white. */
function pictureOf(pad: { width: number; height: number }, box: { x: number; y: number }, size = 16): PadPicture {
  const { width, height } = pad;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = box.y; y < box.y + size; y++)
    for (let x = box.x; x < box.x + size; x++) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, pixels, ink: { x: 0, y: 40, width, height: height - 40 } };
}
const shownBy = (pad: StuPad): string[] =>
  pad.screen.rows.flatMap((row, y) => row.flatMap((colour, x) => (colour === 'ffffff' ? [] : [`${x},${y}`])));
const boxPixels = (box: { x: number; y: number }, size = 16): string[] =>
  Array.from({ length: size * size }, (_, at) => `${box.x + (at % size)},${box.y + Math.floor(at / size)}`);

describe.each(CASES)('$id over $kind', ({ id, kind }) => {
  const numbered = STU_MODELS[id].optionModes.length === 3;
  it('tells who it is and how good its evidence is, and streams the pen', async () => {
    const { pad, port } = CARRIERS[kind](id);
    const { tablet, samples } = await tabletOf(port, id);
    expect(tablet.device).toMatchObject({ transport: kind, evidenceGrade: numbered ? 'A' : 'B', firmware: '1.4' });
    expect(tablet.device.deviceTickUs).toBe(STU_MODELS[id].optionModes.length === 0 ? undefined : 1000);
    await pad.play(TRACE, { speed: 0 });
    await settle();
    expect(samples).toHaveLength(TRACE.reports.length);
    expect(samples.every(({ sequence }) => (sequence !== undefined) === numbered)).toBe(true);
  });

  it('encrypts the pen when asked to, and says the same', async () => {
    const { pad, port } = CARRIERS[kind](id);
    const { samples } = await tabletOf(port, id, { crypto });
    expect(pad.isCapturing).toBe(true);
    await pad.play(TRACE, { speed: 0, reports: 100 });
    await settle();
    const written = TRACE.reports.slice(0, 100).map(({ bytes }) => ((bytes[3] as number) << 8) | (bytes[4] as number));
    expect(samples.map(({ xRaw }) => xRaw)).toEqual(written);
    pad.lies = true;
    await pad.play(TRACE, { speed: 0, reports: 10 });
    await settle();
    expect(samples).toHaveLength(100);
  });

  it('shows a picture, changes it, takes only the ink off, hides it', async () => {
    const { pad, port } = CARRIERS[kind](id);
    const { tablet } = await tabletOf(port, id, { deflate });
    const screen = tablet.screen as NonNullable<PenTablet['screen']>;
    const busy: boolean[] = [];
    screen.onBusy((is) => busy.push(is));
    must(await screen.show(pictureOf(screen, { x: 3, y: 5 })));
    expect(shownBy(pad)).toEqual(boxPixels({ x: 3, y: 5 }));
    expect(busy).toEqual([true, false]);
    must(await screen.show(pictureOf(screen, { x: 9, y: 5 })));
    expect(shownBy(pad)).toEqual(boxPixels({ x: 9, y: 5 }));
    const { takesAreas } = STU_MODELS[id];
    const whole = [0, 0, screen.width - 1, screen.height - 1];
    expect(pad.screen.commits.map(({ box }) => box)).toEqual([whole, takesAreas ? [0, 5, 31, 20] : whole]);
    await pad.play(TRACE, { speed: 0 });
    expect(shownBy(pad).length).toBeGreaterThan(256);
    must(await tablet.clear());
    expect(shownBy(pad)).toEqual(boxPixels({ x: 9, y: 5 }));
    must(await screen.hide());
    expect(shownBy(pad)).toEqual([]);
    expect(pad.screen.inkArea).toEqual(whole);
  });
});

describe('colour', () => {
  const TEAL = [10, 92, 99, 255];
  it.each([
    ['wacom-stu-540', 60, [4], '0a5c63'],
    ['wacom-stu-540', undefined, [1, 4], '0a5c63'],
    ['wacom-stu-520a', 8, [2], '085d63'],
    ['wacom-stu-520a', undefined, [0], '000000'],
    ['wacom-stu-430', 60, [1], '000000'],
  ] as const)('%s, %s s: as deep as the pad takes and the time allows', async (id, drawingSeconds, modes, teal) => {
    const { pad, port } = hidPad(id);
    const { tablet } = await tabletOf(port, id, { deflate, ...(drawingSeconds ? { drawingSeconds } : {}) });
    const screen = tablet.screen as NonNullable<PenTablet['screen']>;
    const picture = pictureOf(screen, { x: 3, y: 5 });
    for (let x = 0; x < 40; x++) picture.pixels.set(TEAL, (60 * screen.width + x) * 4);
    must(await screen.show(picture));
    expect(pad.screen.commits.map(({ mode }) => mode)).toEqual(modes);
    expect([pad.screen.rows[60]?.[7], pad.screen.rows[60]?.[40], pad.screen.rows[5]?.[3]]).toEqual([
      teal,
      'ffffff',
      '000000',
    ]);
  });
});

describe('a pad that goes wrong', () => {
  it('is armed, encrypted and drawn again after a reset', async () => {
    const { pad, port } = hidPad('wacom-stu-540');
    const { tablet, samples } = await tabletOf(port, 'wacom-stu-540', { crypto, deflate });
    must(
      await (tablet.screen as NonNullable<PenTablet['screen']>).show(
        pictureOf({ width: 800, height: 480 }, { x: 8, y: 8 }),
      ),
    );
    pad.reset();
    await pad.play(TRACE, { speed: 0, reports: 5 });
    for (let turn = 0; turn < 200 && (!pad.isCapturing || shownBy(pad).length === 0); turn++) await settle();
    expect(pad.mode).toBe(3);
    expect(samples).toHaveLength(0); // in the clear, so not ours
    await pad.play(TRACE, { speed: 0, reports: 5 });
    await settle();
    expect(samples).toHaveLength(5);
    expect(shownBy(pad)).toEqual(boxPixels({ x: 8, y: 8 }));
  });

  it('a picture that breaks off is abandoned, and the old one stays', async () => {
    const { pad, port } = serialPad('wacom-stu-430v');
    const { tablet } = await tabletOf(port, 'wacom-stu-430v');
    const screen = tablet.screen as NonNullable<PenTablet['screen']>;
    must(await screen.show(pictureOf(screen, { x: 8, y: 8 })));
    const append = pad.screen.append.bind(pad.screen);
    pad.screen.append = () => append(Uint8Array.of(1)); // too few bytes arrive
    const failed = await screen.show(pictureOf(screen, { x: 80, y: 8 }));
    expect(failed).toMatchObject({ ok: false, error: { code: 'DEVICE_REFUSED' } });
    expect(shownBy(pad)).toEqual(boxPixels({ x: 8, y: 8 }));
    pad.screen.append = append;
    must(await screen.show(pictureOf(screen, { x: 80, y: 8 })));
    expect(shownBy(pad)).toEqual(boxPixels({ x: 80, y: 8 }));
  });

  it('a picture of another size is refused', async () => {
    const { port } = hidPad('wacom-stu-430');
    const { tablet } = await tabletOf(port, 'wacom-stu-430');
    expect(await tablet.screen?.show(pictureOf({ width: 319, height: 200 }, { x: 0, y: 0 }))).toMatchObject({
      error: { code: 'DEVICE_GARBLED' },
    });
  });

  it('is lost when it is unplugged', async () => {
    const { pad, port } = hidPad('wacom-stu-300');
    const { codes } = await tabletOf(port, 'wacom-stu-300');
    pad.unplug();
    expect(codes).toEqual(['DEVICE_LOST']);
  });

  it('a later pad whose firmware knows no option mode is of grade B', async () => {
    const pad = new StuHidPad({ ...STU_MODELS['wacom-stu-430'], optionModes: [1] });
    const { tablet } = await tabletOf({ kind: 'hid', port: pad.device() }, 'wacom-stu-430');
    expect(tablet.device).toMatchObject({ evidenceGrade: 'B', deviceTickUs: 1000 });
    expect(pad.mode).toBe(1);
  });
});

describe('openReport', () => {
  it('takes any bytes without a throw', () => {
    const same = (block: Uint8Array): Uint8Array => block;
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void openReport(bytes, same)));
  });
});
