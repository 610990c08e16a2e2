import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TimeStampSourceSettings } from '../../contracts/api';
import { must, toBase64 } from '../../core/base';
import { type Certificate, fromPem, parseCertificate } from '../../core/pki';
import type { ConfiguredSource } from '../tsa';
import type { HospitalConfig } from './config';

/** A person waits at the bed; a unit that is well answers within milliseconds. */
const OWN_TIMEOUT_MS = 5000;

/** A source of the settings with its roots read; a file that is missing or empty stops the start. */
export function readSource(folder: string, source: HospitalConfig['timeStampSources'][number]): ConfiguredSource {
  if (source === 'own') return { kind: 'own' };
  const blocks = fromPem(readFileSync(join(folder, source.trust), 'utf8'));
  const anchors = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ der }) => must(parseCertificate(der)));
  if (anchors.length === 0) throw new Error(`no certificate in ${source.trust}`);
  const { name, url, crls, timeoutMs } = source;
  return { kind: 'foreign', name, url, crls, timeoutMs, anchors };
}

/** A source as an enrolled station is told of it. */
export function announced(source: ConfiguredSource, roots: readonly Certificate[]): TimeStampSourceSettings {
  const own = { name: 'own', url: '/tsa', anchors: roots, timeoutMs: OWN_TIMEOUT_MS };
  const { name, url, anchors, timeoutMs } = source.kind === 'own' ? own : source;
  return { name, url, timeoutMs, anchors: anchors.map(({ raw }) => toBase64(raw)) };
}
