import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../core/base';
import { packagedFolder } from '../program-files';
import type { SelfTestPorts, WayToServer } from '../self-test';
import type { Bedside } from './bedside';
import { type Connection, timeStampSourcesOf } from './connection';
import { programFolder } from './default-ports';

const COMMAND_MS = 4000;
/** What the kiosk loads from node_modules at run time, as the bundler leaves it there. */
export const kioskModules = ['serialport', 'node-hid', 'usb', 'subset-font'];

/** Files beside the main of a built kiosk. */
const FILES = ['main.cjs', 'preload.cjs', 'device-host.cjs', 'verifier.html', join('renderer', 'index.html')];
export const programFiles = (folder: string): readonly string[] =>
  existsSync(join(folder, FILES[0] as string)) ? FILES : [];

const command = (program: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: COMMAND_MS, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });

/** What every looker has, wherever it runs. */
export function lookWith(folder: string, program = programFolder(), packaged = packagedFolder(program)) {
  return {
    folder,
    machine: { platform: process.platform },
    program: { folder: program, files: programFiles(program), ...(packaged === undefined ? {} : { packaged }) },
    command,
    etc: '/etc',
    nowMs: () => Date.now(),
  };
}

/** The way of a connection; `close` is for whoever opened it to look. */
export const wayOf = ({ settings, tls, client, enrolment }: Connection, close: () => void): WayToServer => ({
  serverUrl: settings.serverUrl,
  trust: tls,
  client,
  stationId: enrolment?.stationId,
  timeSources: enrolment === undefined ? [] : timeStampSourcesOf(enrolment, client),
  isStranger: false,
  close,
});

/** The kiosk examines what it has open; it closes and opens nothing anew. */
export function selfTestPorts(bedside: Bedside): SelfTestPorts {
  const { pad, fingerPad, conformance } = bedside;
  const { device } = pad;
  const known = (state: typeof fingerPad) => ({
    state: state.state,
    ...(state.name === undefined ? {} : { name: state.name }),
    ...(state.code === undefined ? {} : { code: state.code }),
  });
  return {
    ...lookWith(bedside.folder),
    nowMs: () => bedside.clock.nowMs(),
    modules: kioskModules,
    captionFont: bedside.ports.captionFont,
    patientScreen: () => bedside.screens.patientScreen,
    devices: async () => [
      {
        kind: 'pad',
        ...known(pad),
        ...(device === undefined ? {} : { definition: `${device.definitionId} ${device.definitionVersion}` }),
        ...(conformance === undefined ? {} : { conformance }),
      },
      {
        kind: 'finger-pad',
        ...known(fingerPad),
        ...(fingerPad.definition === undefined ? {} : { definition: fingerPad.definition }),
      },
    ],
    wayToServer: async () => ok(wayOf(bedside.connection, () => undefined)),
  };
}
