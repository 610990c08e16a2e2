import { byte, le16, le24 } from '../fields';

/** What a tablet says of itself in a string descriptor. */
export interface UcLogicParameters {
  readonly xMax: number;
  readonly yMax: number;
  readonly pressureMax: number;
  readonly unitsPerInch: number;
}

/** String descriptor 100 of v1 and Ugee, 200 of v2; reading it is what switches the tablet over. */
export type ParameterString = 100 | 200;

const STRING_DESCRIPTOR = 3;
const LENGTH: Readonly<Record<ParameterString, number>> = { 100: 12, 200: 18 };

/** Undefined for a descriptor that is too short, of another type, or has an empty range (hid-uclogic-params.c). */
export function ucLogicParameters(descriptor: Uint8Array, index: ParameterString): UcLogicParameters | undefined {
  if (descriptor.length < LENGTH[index] || byte(descriptor, 1) !== STRING_DESCRIPTOR) return undefined;
  const isWide = index === 200;
  const parameters = {
    xMax: isWide ? le24(descriptor, 2) : le16(descriptor, 2),
    yMax: isWide ? le24(descriptor, 5) : le16(descriptor, 4),
    pressureMax: le16(descriptor, 8),
    unitsPerInch: le16(descriptor, 10),
  };
  return Object.values(parameters).every((value) => value > 0) ? parameters : undefined;
}
