import type { FingerprintPadDefinition, PenTabletDefinition, ServiceLink } from './definition';

/** EST-100, its public interface page: the service listens at 30089. */
const DONSEE_LINK: ServiceLink = { kind: 'service', port: 30_089, usb: [] };
/** Chosen by us, below the ports that systems give out. */
const BRIDGE_LINK: ServiceLink = { kind: 'service', port: 30_190, usb: [], alsoThere: ['bridge-pen', 'bridge-finger'] };
const WHATEVER = 'Size and resolution are those that the service tells.';

export const DONSEE: FingerprintPadDefinition<'donsee'> = {
  id: 'donsee-est-100',
  version: '1',
  kind: 'fingerprint-pad',
  vendor: 'DONSEE',
  product: 'EST-100',
  proven: 'emulator',
  codec: { family: 'donsee' },
  links: [DONSEE_LINK],
  image: { width: 256, height: 288, bitsPerPixel: 8, dpi: 500 },
  quirks: [
    'Only opening, closing and the serial number are in the public document of the maker.',
    'That an answer repeats the action, and that its value is in `data`, are our own assumptions.',
    'The action `donsee_finger` with a binary PGM in base64 is our own assumption; the real number has to come from the maker.',
    'Its pen has no published protocol: none is read.',
    'Seen only against our own fake service.',
  ],
};

/** A pen behind a bridge: a small program that turns a vendor's DLL or service into docs/bridge-protocol.md. */
export const BRIDGE_PEN: PenTabletDefinition<'bridge'> = {
  id: 'bridge-pen',
  version: '1',
  kind: 'pen-tablet',
  vendor: 'InkWitness',
  product: 'Bridge to a pen of another maker',
  proven: 'emulator',
  codec: { family: 'bridge' },
  links: [BRIDGE_LINK],
  evidenceGrade: 'B',
  hasScreen: false,
  quirks: [
    WHATEVER,
    'Time and number of its reports may be those of the program between: grade B, although losses show.',
    'For devices without a published protocol (Hanwang ESP, signotec, StepOver, YouFang): none of them was tried.',
  ],
};

export const BRIDGE_FINGER: FingerprintPadDefinition<'bridge'> = {
  id: 'bridge-finger',
  version: '1',
  kind: 'fingerprint-pad',
  vendor: 'InkWitness',
  product: 'Bridge to a fingerprint reader of another maker',
  proven: 'emulator',
  codec: { family: 'bridge' },
  links: [BRIDGE_LINK],
  image: { width: 256, height: 288, bitsPerPixel: 8, dpi: 500 },
  quirks: [
    WHATEVER,
    'For readers without a published protocol (Futronic, SecuGen, ZK SLK20R, Hanwang ESP): none of them was tried.',
  ],
};
