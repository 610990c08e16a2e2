import { err, ok, type Result } from '../../core/base';
import { BRIDGE_FINGER, BRIDGE_PEN, DONSEE } from './adapter.definition';
import { type DeviceDefinition, linksOf, type PortDefinition, type PortLink } from './definition';
import { EF01 } from './ef01.definition';
import { GT511 } from './gt511.definition';
import { HANWANG_PEN } from './hanwang.definition';
import { HID_PEN } from './hid-pen.definition';
import { ISDV4 } from './isdv4.definition';
import { POINTER } from './pointer.definition';
import { TOPAZ } from './topaz.definition';
import { UC_LOGIC_PEN } from './uc-logic.definition';
import { USB_FINGER } from './usb-finger.definition';
import { WACOM_IV } from './wacom-iv.definition';
import { WACOM_PEN } from './wacom-pen.definition';
import { WACOM_STU } from './wacom-stu.definition';

/** Every device the product knows. A new one is a row here, a codec if its family is new, and a trace. */
export const DEFINITIONS: readonly DeviceDefinition[] = [
  ...WACOM_STU,
  ...WACOM_PEN,
  ...UC_LOGIC_PEN,
  ...HANWANG_PEN,
  HID_PEN,
  ...TOPAZ,
  ...ISDV4,
  ...WACOM_IV,
  ...EF01,
  ...GT511,
  ...USB_FINGER,
  DONSEE,
  BRIDGE_PEN,
  BRIDGE_FINGER,
  POINTER,
];

/** How the EDIDs of displays that take a pen name them. */
export const PEN_DISPLAYS: readonly string[] = DEFINITIONS.flatMap((definition) =>
  definition.kind === 'pen-tablet' && definition.displayName !== undefined ? [definition.displayName] : [],
);

/** DEVICE_UNKNOWN_DEFINITION. */
export function definitionById(id: string): Result<DeviceDefinition> {
  const found = DEFINITIONS.find((definition) => definition.id === id);
  return found ? ok(found) : err('DEVICE_UNKNOWN_DEFINITION', id.slice(0, 64));
}

/** A definition and the one of its links that fits what was found. */
export interface LinkedDefinition {
  readonly definition: PortDefinition;
  readonly link: PortLink;
}

/** The definition that claims these USB ids for this kind of link. */
export function definitionByUsb(
  kind: PortLink['kind'],
  vendorId: number | undefined,
  productId: number | undefined,
): LinkedDefinition | undefined {
  for (const definition of DEFINITIONS) {
    if (definition.kind === 'pointer') continue;
    const link = linksOf(definition).find(
      (candidate) =>
        candidate.kind === kind &&
        candidate.usb.some((ids) => ids.vendorId === vendorId && ids.productId === productId),
    );
    if (link !== undefined) return { definition, link };
  }
  return undefined;
}

/** The definition that takes any HID collection of this usage; for devices whose ids nobody claims. */
export function definitionByUsage(
  usagePage: number | undefined,
  usage: number | undefined,
): LinkedDefinition | undefined {
  for (const definition of DEFINITIONS) {
    if (definition.kind === 'pointer') continue;
    const link = linksOf(definition).find(
      (candidate) =>
        candidate.kind === 'hid' &&
        candidate.usb.length === 0 &&
        candidate.usagePage === usagePage &&
        candidate.usage === usage,
    );
    if (link !== undefined) return { definition, link };
  }
  return undefined;
}
