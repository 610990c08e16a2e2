import type { DeviceDefinition, SerialLink } from './definition';

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
  faults.push(...linkFaults(definition.link));
  if (definition.kind === 'pen-tablet') {
    expect(definition.modelPattern !== '', 'the model pattern would take any pad');
    expect(definition.unitsPerInch > 0, 'unitsPerInch has to be positive');
    expect(definition.serialReport > 0 && definition.serialReport <= 0xff, 'the serial report id is not a byte');
    return faults;
  }
  const { width, height, dpi } = definition.image;
  expect(width > 0 && width <= 2000 && height > 0 && height <= 2000, 'the image size is out of bounds');
  expect((width * height) % 2 === 0, 'two pixels a byte need an even number of pixels');
  expect(dpi > 0, 'the resolution has to be positive');
  return faults;
}

function linkFaults(link: SerialLink): string[] {
  const faults: string[] = [];
  if (!Number.isInteger(link.baudRate) || link.baudRate < 1200 || link.baudRate > 4_000_000)
    faults.push('odd baud rate');
  const isWord = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffff;
  if (!link.usb.every((ids) => isWord(ids.vendorId) && isWord(ids.productId))) faults.push('a USB id is not a word');
  return faults;
}

const usbIds = (definition: DeviceDefinition): string[] =>
  definition.kind === 'pointer'
    ? []
    : definition.link.usb.map(({ vendorId, productId }) => `${hex(vendorId)}:${hex(productId)}`);

const hex = (value: number): string => value.toString(16).padStart(4, '0');

const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
