import { type DeviceDefinition, linksOf, type PortLink } from './definition';
import { DEFINITIONS } from './registry';

const hex = (value: number): string => value.toString(16).padStart(4, '0');
const PROVEN = {
  hardware: 'on hardware',
  captures: 'by published captures',
  kernel: 'by the Linux kernel’s own driver, which reads its reports alike; not yet on hardware',
  emulator: 'by our emulator, written from the published tables; not yet on hardware',
} as const;

/** docs/devices.md; deterministic, so that a test can compare. */
export function renderDevicesMarkdown(definitions: readonly DeviceDefinition[] = DEFINITIONS): string {
  return [
    '# Devices',
    '',
    '| id | device | kind | link | USB ids | evidence | proven |',
    '|---|---|---|---|---|---|---|',
    ...definitions.map(row),
    '',
    'Evidence grade A: clock and sequence number of the device. B: clock of the host only. C: pointer events of a screen.',
    '',
    '## Settings',
    '',
    'A serial port is named in the settings as `{ "path": "…", "definition": "<id>" }`, or in `INKWITNESS_SERIAL` as',
    '`path=id,path=id`. Ports with the USB ids above are found without a setting. `replay:FILE` instead of a port plays a recording',
    'of `fixtures/` (a trace after each wiping of the pad, a print for each reading); the evidence then says `replay`, grade C.',
    'The kiosk of a ward reads no environment here and plays no recording.',
    '',
    '## Services of this machine',
    '',
    'What is reached only through a program of its maker is named as `{ "address": "ws://127.0.0.1:PORT", "definition": "<id>" }` in the list',
    '`services` of the settings, or in `INKWITNESS_SERVICES` as `address=id,address=id`. Only this machine is ever reached. A device without a',
    'published protocol takes a bridge that somebody who has the maker’s library writes: [the bridge protocol](bridge-protocol.md).',
    '',
    '## USB on Windows',
    '',
    'A reader whose link is USB is reached through WinUSB. Where its maker has installed a driver, Windows gives the reader to that',
    'driver and the kiosk says DEVICE_NO_DRIVER: in the device manager choose "Update driver", "Let me pick", "Universal Serial Bus',
    'devices", "WinUsb Device", or deploy an INF of your own with the ids above. Linux and macOS need nothing but the udev rules.',
    '',
    '## The pad and the mouse',
    '',
    'Most tablets are also a pen or a mouse of the system. On Linux the udev rules take those without a screen away from the desktop',
    '(`LIBINPUT_IGNORE_DEVICE`; a desktop without libinput does not know it): such a tablet is for signing only. On Windows a tablet that was switched to its own reports',
    'sends no others; for any that does, the screens take no press of it while it signs (adr/0024). A pen display stays a pointer: its',
    'pen presses the buttons that it shows. Huion sells displays under the ids of its tablets: where one is the patient’s screen, take its',
    'line out of the rules. Serial ports and USB readers are opened exclusively; a HID device is one handle of the kiosk,',
    'but Linux and Windows let another program read it as well.',
    '',
    '## Quirks',
    '',
    ...definitions.flatMap((definition) => definition.quirks.map((quirk) => `- \`${definition.id}\`: ${quirk}`)),
    '',
  ].join('\n');
}

function row(definition: DeviceDefinition): string {
  const { id, vendor, product, kind, proven } = definition;
  const links = linksOf(definition);
  const ids = links.flatMap((link) => link.usb.map((usb) => `${hex(usb.vendorId)}:${hex(usb.productId)}`));
  const reached = links.length === 0 ? 'screen' : links.map(linkWords).join(', ');
  const usage = links.some((link) => link.kind === 'hid' && link.usb.length === 0) ? 'by its usage' : '-';
  const found = ids.length === 0 ? usage : [...new Set(ids)].join(', ');
  return `| \`${id}\` | ${vendor} ${product} | ${kind} | ${reached} | ${found} | ${gradeOf(definition)} | ${PROVEN[proven]} |`;
}

const gradeOf = (definition: DeviceDefinition): string =>
  definition.kind === 'pen-tablet' ? definition.evidenceGrade : definition.kind === 'pointer' ? 'C' : '-';

function linkWords(link: PortLink): string {
  if (link.kind === 'service') return `service at port ${link.port}`;
  if (link.kind !== 'serial') return link.kind === 'hid' ? 'HID' : 'USB';
  if (link.wireless !== undefined) return 'wireless serial';
  return `serial ${link.baudRates.join('/')} ${link.dataBits ?? 8}${link.parity.charAt(0).toUpperCase()}1`;
}

/**
 * build/udev/70-inkwitness.rules: who sits at the machine and the group of the package may open the ports of known devices; modem managers keep away, and so does
 * the desktop from tablets that are only for signing: their pen moves no arrow and presses nothing.
 */
export function renderUdevRules(definitions: readonly DeviceDefinition[] = DEFINITIONS): string {
  const rules = definitions.flatMap((definition) =>
    linksOf(definition).flatMap((link) =>
      link.kind === 'service'
        ? []
        : link.usb.flatMap(({ vendorId, productId }) => [
            `# ${definition.vendor} ${definition.product} (${definition.id})`,
            RULES[link.kind](hex(vendorId), hex(productId)),
            // its string descriptors are read past the HID driver
            ...(hasStrings(definition) ? [RULES.usb(hex(vendorId), hex(productId))] : []),
            ...(isApart(definition) && link.kind === 'hid' ? [ignored(hex(vendorId), hex(productId))] : []),
          ]),
    ),
  );
  return ['# Generated from src/drivers/device by npm run docs; do not edit.', ...rules, ''].join('\n');
}

const hasStrings = (definition: DeviceDefinition): boolean =>
  definition.kind === 'pen-tablet' && definition.codec.family === 'uc-logic';

/** A tablet without a screen. The pen of a pen display has to press what its screen shows; an STU is no pointer at all. */
const isApart = (definition: DeviceDefinition): boolean => definition.kind === 'pen-tablet' && !definition.hasScreen;
/** libinput(5) "Ignoring devices", on X11 and on Wayland; what the kiosk reads of hidraw is not touched. */
const ignored = (vendor: string, product: string): string =>
  `SUBSYSTEM=="input", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ENV{LIBINPUT_IGNORE_DEVICE}="1"`;

const ACCESS = 'GROUP="inkwitness-pads", MODE="0660", TAG+="uaccess"';
const RULES: Readonly<Record<Exclude<PortLink['kind'], 'service'>, (vendor: string, product: string) => string>> = {
  serial: (vendor, product) =>
    `SUBSYSTEM=="tty", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ${ACCESS}, ENV{ID_MM_DEVICE_IGNORE}="1"`,
  hid: (vendor, product) =>
    `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ${ACCESS}`,
  usb: (vendor, product) => `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", ${ACCESS}`,
};
