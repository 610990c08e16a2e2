import type { FingerprintPadDefinition } from './definition';

const WINDOWS = 'On Windows it needs WinUSB instead of the driver of its maker.';

/** Fingerprint readers of their own USB class. */
export const USB_FINGER: readonly FingerprintPadDefinition[] = [
  {
    id: 'digitalpersona-uru4500',
    version: '1',
    kind: 'fingerprint-pad',
    vendor: 'DigitalPersona',
    product: 'U.are.U 4000B/4500',
    proven: 'emulator',
    codec: { family: 'uru4000' },
    links: [{ kind: 'usb', usb: [{ vendorId: 0x05ba, productId: 0x000a }], interface: 0 }],
    image: { width: 384, height: 290, bitsPerPixel: 8, dpi: 512 },
    quirks: [
      WINDOWS,
      'Images are scrambled by the reader; no flat field is known, none is applied.',
      'The rules were held against a recorded session of libfprint before they were written down; this code only against our emulator.',
    ],
  },
  {
    id: 'digitalpersona-uru4000',
    version: '1',
    kind: 'fingerprint-pad',
    vendor: 'DigitalPersona',
    product: 'U.are.U 4000',
    proven: 'emulator',
    codec: { family: 'uru4000' },
    links: [
      {
        kind: 'usb',
        usb: [
          { vendorId: 0x05ba, productId: 0x0007 },
          { vendorId: 0x05ba, productId: 0x0008 },
        ],
        interface: 0,
      },
    ],
    image: { width: 384, height: 290, bitsPerPixel: 8, dpi: 512 },
    quirks: [WINDOWS, 'Whether it scrambles is read from the image; some send plain lines.'],
  },
  {
    id: 'zkteco-zk4500',
    version: '1',
    kind: 'fingerprint-pad',
    vendor: 'ZKTeco',
    product: 'ZK4500',
    proven: 'emulator',
    codec: { family: 'zk4500' },
    links: [{ kind: 'usb', usb: [{ vendorId: 0x1b55, productId: 0x0840 }], interface: 0 }],
    image: { width: 640, height: 480, bitsPerPixel: 8, dpi: 500 },
    quirks: [
      WINDOWS,
      'It has no finger detection: frames are compared until a print lies still.',
      'That ridges are dark in its frames, and 500 dpi, are our own assumptions.',
    ],
  },
];
