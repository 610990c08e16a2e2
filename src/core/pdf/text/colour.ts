import type { ObjectStore } from '../file/object-store';
import type { PdfValue } from '../syntax/value';

/** How the components of a colour space make white (ISO 32000-1 8.6): all full, all empty, or not known here. */
export type ColourSpace = 'additive' | 'subtractive' | 'other';

const BY_NAME: Readonly<Record<string, ColourSpace>> = {
  DeviceGray: 'additive',
  CalGray: 'additive',
  DeviceRGB: 'additive',
  CalRGB: 'additive',
  DeviceCMYK: 'subtractive',
};

/** A colour space by its name or its array. */
export const colourSpace = async (store: ObjectStore, value: PdfValue | undefined): Promise<ColourSpace> => {
  const resolved = await store.resolve(value);
  if (resolved.kind === 'name') return BY_NAME[resolved.value] ?? 'other';
  if (resolved.kind !== 'array') return 'other';
  const family = await store.name(resolved.items[0]);
  if (family !== 'ICCBased') return BY_NAME[family ?? ''] ?? 'other';
  const profile = await store.stream(resolved.items[1]);
  return (await store.number(profile?.value.entries.get('N'))) === 4 ? 'subtractive' : 'additive';
};

/** Within one level of 255. */
const NEAR = 1 / 255;

export const isWhiteColour = (space: ColourSpace, components: readonly number[]): boolean =>
  components.length > 0 &&
  space !== 'other' &&
  components.every((value) => (space === 'additive' ? value >= 1 - NEAR : value <= NEAR));
