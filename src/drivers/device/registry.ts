import { err, ok, type Result } from '../../core/base';
import type { DeviceDefinition, FingerprintPadDefinition, PenTabletDefinition } from './definition';
import { EF01 } from './ef01.definition';
import { POINTER } from './pointer.definition';
import { WACOM_STU } from './wacom-stu.definition';

/** Every device the product knows. A new one is a row here, a codec if its family is new, and a trace. */
export const DEFINITIONS: readonly DeviceDefinition[] = [...WACOM_STU, ...EF01, POINTER];

/** DEVICE_UNKNOWN_DEFINITION. */
export function definitionById(id: string): Result<DeviceDefinition> {
  const found = DEFINITIONS.find((definition) => definition.id === id);
  return found ? ok(found) : err('DEVICE_UNKNOWN_DEFINITION', id.slice(0, 64));
}

/** The definition whose serial port has these USB ids. */
export function definitionByUsb(
  vendorId: number | undefined,
  productId: number | undefined,
): PenTabletDefinition | FingerprintPadDefinition | undefined {
  return DEFINITIONS.find(
    (definition): definition is PenTabletDefinition | FingerprintPadDefinition =>
      definition.kind !== 'pointer' &&
      definition.link.usb.some((ids) => ids.vendorId === vendorId && ids.productId === productId),
  );
}
