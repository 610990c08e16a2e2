import { describe, expect, it } from 'vitest';
import type { SerialLink } from './definition';
import { EF01 } from './ef01.definition';
import { POINTER } from './pointer.definition';
import { DEFINITIONS, definitionById, definitionByUsb } from './registry';
import { renderDevicesMarkdown, renderUdevRules } from './render';
import { definitionFaults } from './validate';
import { WACOM_STU } from './wacom-stu.definition';

const stu = WACOM_STU.find(({ id }) => id === 'wacom-stu-540') as (typeof WACOM_STU)[number];
const link = stu.links[0] as SerialLink;
const { codec } = stu;
const ef01 = EF01[0] as (typeof EF01)[number];

describe('definitionFaults', () => {
  it.each([
    ['the id is used twice', [stu, { ...ef01, id: stu.id }]],
    ['two definitions claim these USB ids', [stu, { ...stu, id: 'wacom-stu-x' }]],
    ['the id is not kebab-case', [{ ...POINTER, id: 'Pointer 1' }]],
    ['the version is not a whole number', [{ ...POINTER, version: '1.0' }]],
    ['odd baud rate', [{ ...stu, links: [{ ...link, baudRates: [0] }] }]],
    ['a USB id is not a word', [{ ...stu, links: [{ ...link, usb: [{ vendorId: 0x10000, productId: 1 }] }] }]],
    ['the model pattern would take any pad', [{ ...stu, codec: { ...codec, modelPattern: '' } }]],
    ['the image size is out of bounds', [{ ...ef01, image: { ...ef01.image, width: 0 } }]],
    ['a quirk is a sentence', [{ ...POINTER, quirks: ['odd'] }]],
  ])('sees: %s', (fault, definitions) => {
    expect(definitionFaults(definitions).join('\n')).toContain(fault);
  });
});

describe('registry', () => {
  it('finds by id and by USB ids', () => {
    expect(definitionById('wacom-stu-540')).toMatchObject({ ok: true, value: { product: 'STU-540' } });
    expect(definitionById('nothing')).toMatchObject({ ok: false, error: { code: 'DEVICE_UNKNOWN_DEFINITION' } });
    expect(definitionByUsb('serial', 0x056a, 0x00a6)?.definition.id).toBe('wacom-stu-430v');
    expect(definitionByUsb('hid', 0x056a, 0x037a)?.definition.id).toBe('wacom-ctl-472');
    expect(definitionByUsb('serial', undefined, undefined)).toBeUndefined();
  });
});

describe('what is made of the definitions', () => {
  it('a page with a row for each', () => {
    const page = renderDevicesMarkdown();
    for (const { id } of DEFINITIONS) expect(page).toContain(`| \`${id}\` |`);
  });
  it('udev rules with the ids of each serial port', () => {
    const rules = renderUdevRules();
    expect(rules).toContain('ATTRS{idVendor}=="056a", ATTRS{idProduct}=="00a8"');
    expect(rules).toContain('SUBSYSTEM=="hidraw", ATTRS{idVendor}=="056a", ATTRS{idProduct}=="037a"');
    // who sits at the machine (systemd-logind), and who is in the group that the package makes
    const ports = rules.split('\n').filter((line) => /^SUBSYSTEM=="(hidraw|usb|tty)"/.test(line));
    expect(ports.filter((line) => !line.includes('GROUP="inkwitness-pads", MODE="0660", TAG+="uaccess"'))).toEqual([]);
  });

  it('udev takes tablets without a screen from the desktop, and leaves pen displays and readers to it', () => {
    const ignored = renderUdevRules()
      .split('\n')
      .filter((line) => line.includes('ENV{LIBINPUT_IGNORE_DEVICE}="1"'))
      .map((line) => /idVendor}=="(\w+)".*idProduct}=="(\w+)"/.exec(line)?.slice(1).join(':'));
    // CTL-472 is a tablet; DTU-1031 a pen display, STU-540 no pointer, 4500 a reader
    expect(ignored).toContain('056a:037a');
    for (const id of ['056a:00fb', '056a:00a8', '05ba:000a']) expect(ignored).not.toContain(id);
  });
});
