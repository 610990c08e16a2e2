import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerTls } from '../context';
import type { HospitalConfig } from './config';

/** Certificate and key of the settings, read; a file that is missing stops the start. undefined: plain HTTP. */
export function readTls(
  folder: string,
  tls: HospitalConfig['tls'],
  stationRoots: readonly string[],
): ServerTls | undefined {
  if (tls === undefined) return undefined;
  return {
    certificate: readFileSync(join(folder, tls.certificate), 'utf8'),
    key: readFileSync(join(folder, tls.key), 'utf8'),
    stationRoots: tls.kiosks === 'certificate' ? stationRoots : [],
    machineRoots:
      tls.kiosks === 'certificate' && tls.kioskCa !== undefined
        ? [readFileSync(join(folder, tls.kioskCa), 'utf8')]
        : [],
  };
}
