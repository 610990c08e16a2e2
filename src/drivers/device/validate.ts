import { type DeviceDefinition, linksOf, type PenCodec, type PenRange, type PortLink } from './definition';

/** What is wrong with a table of definitions, one sentence each; empty when it is sound. Run by test/contract. */
export function definitionFaults(definitions: readonly DeviceDefinition[]): string[] {
  return [
    ...duplicates(definitions.map((definition) => definition.id)).map((id) => `${id}: the id is used twice`),
    ...duplicates(definitions.flatMap(usbIds)).map((ids) => `${ids}: two definitions claim these USB ids`),
    ...definitions.flatMap((definition) => faultsOf(definition).map((fault) => `${definition.id}: ${fault}`)),
  ];
}

function faultsOf(definition: DeviceDefinition): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): unknown => holds || faults.push(fault);
  expect(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(definition.id), 'the id is not kebab-case');
  expect(/^[1-9][0-9]*$/.test(definition.version), 'the version is not a whole number');
  expect(definition.vendor !== '' && definition.product !== '', 'vendor and product need names');
  expect(
    definition.quirks.every((quirk) => quirk.endsWith('.')),
    'a quirk is a sentence',
  );
  if (definition.kind === 'pointer') {
    expect(definition.pressureMax > 0 && definition.pressureMax <= 0xffff, 'pressureMax does not fit 16 bits');
    return faults;
  }
  expect(definition.links.length > 0, 'no way to reach it');
  faults.push(...definition.links.flatMap(linkFaults));
  if (definition.kind === 'pen-tablet') return [...faults, ...codecFaults(definition.codec)];
  const { width, height, dpi } = definition.image;
  expect(width > 0 && width <= 2000 && height > 0 && height <= 2000, 'the image size is out of bounds');
  expect((width * height) % 2 === 0, 'two pixels a byte need an even number of pixels');
  expect(dpi > 0, 'the resolution has to be positive');
  return faults;
}

function codecFaults(codec: PenCodec): string[] {
  if (codec.family === 'hid-digitizer' || codec.family === 'bridge') return [];
  if (codec.family === 'uc-logic') {
    const asks = codec.modes.length > 0 ? [] : ['no layout'];
    return [...asks, ...(codec.range === undefined ? [] : rangeFaults(codec.range))];
  }
  const faults: string[] = [];
  if ('range' in codec) return rangeFaults(codec.range);
  if (codec.family === 'isdv4') return codec.unitsPerInch > 0 ? [] : ['unitsPerInch has to be positive'];
  if (codec.modelPattern === '') faults.push('the model pattern would take any pad');
  if (codec.family === 'wacom-iv') return faults;
  if (!(codec.unitsPerInch > 0)) faults.push('unitsPerInch has to be positive');
  const { serialReport = 1, encodingFlags } = codec;
  if (!(serialReport > 0 && serialReport <= 0xff)) faults.push('the serial report id is not a byte');
  if (!(encodingFlags > 0 && encodingFlags <= 15)) faults.push('a screen that takes no image');
  return faults;
}

const rangeFaults = (range: PenRange): string[] =>
  Object.values(range).every((value: number) => Number.isInteger(value) && value > 0)
    ? []
    : ['the range has to be whole and positive'];

function linkFaults(link: PortLink): string[] {
  const faults: string[] = [];
  const isRate = (rate: number): boolean => Number.isInteger(rate) && rate >= 1200 && rate <= 4_000_000;
  if (link.kind === 'serial' && !(link.baudRates.length > 0 && link.baudRates.every(isRate)))
    faults.push('odd baud rate');
  if (link.kind === 'service' && !(Number.isInteger(link.port) && link.port > 1023 && link.port < 65_536))
    faults.push('odd port');
  const hasUsage = link.kind === 'hid' && link.usagePage !== undefined && link.usage !== undefined;
  const isNamed = link.kind === 'serial' || link.kind === 'service';
  if (!isNamed && link.usb.length === 0 && !hasUsage) faults.push('nothing to find it by');
  if (
    link.kind === 'serial' &&
    link.wireless !== undefined &&
    !(link.wireless.latencyMs > 0 && link.lines === undefined)
  )
    faults.push('a wireless line has a latency and no modem lines');
  const isWord = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffff;
  if (!link.usb.every((ids) => isWord(ids.vendorId) && isWord(ids.productId))) faults.push('a USB id is not a word');
  return faults;
}

/** Ids may serve two links of one definition, never two definitions for the same kind of link. */
const usbIds = (definition: DeviceDefinition): string[] =>
  linksOf(definition).flatMap(({ kind, usb }) =>
    usb.map(({ vendorId, productId }) => `${kind} ${hex(vendorId)}:${hex(productId)}`),
  );

const hex = (value: number): string => value.toString(16).padStart(4, '0');

const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
