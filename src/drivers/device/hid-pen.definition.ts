import type { PenTabletDefinition } from './definition';

/** Any pen that follows the Digitizers page; found by what its collection is, after every definition with ids of its own. */
export const HID_PEN: PenTabletDefinition<'hid-digitizer'> = {
  id: 'hid-pen',
  version: '1',
  kind: 'pen-tablet',
  vendor: 'HID',
  product: 'Digitizer',
  proven: 'captures',
  // 0x0D, 0x01: a tablet on the table. The pen of a screen (0x02) belongs to the system and is read as its pointer.
  links: [{ kind: 'hid', usb: [], usagePage: 0x0d, usage: 0x01 }],
  codec: { family: 'hid-digitizer' },
  evidenceGrade: 'B',
  hasScreen: false,
  quirks: [
    'Range, size and clock are those of its report descriptor, which only Linux lets a program read; elsewhere the pointer of the screen takes its place.',
  ],
};
