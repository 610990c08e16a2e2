import type { AboutView, KioskSnapshot } from '../../contracts/ipc';
import type { Translate } from '../i18n';

export interface AboutLine {
  readonly title: string;
  readonly says: readonly string[];
  /** Said with a mark: this is no station for patients. */
  readonly isTest?: boolean;
}

/** A digest is compared by its beginning. */
const DIGEST_SHOWN = 12;
const SERVER_STATES = { reachable: 'ready', away: 'away', never: 'never', 'not-enrolled': 'not-enrolled' } as const;

type Line = (title: string, ...says: readonly (string | false)[]) => AboutLine;
const line: Line = (title, ...says) => ({ title, says: says.filter((text) => text !== false) });

function runtimeLine({ runtime }: AboutView, t: Translate): AboutLine {
  const { electron, chromium, node, pinned, is } = runtime;
  const versions = [electron && `Electron ${electron}`, chromium && `Chromium ${chromium}`, `Node.js ${node}`];
  return line(t('about.runtime'), versions.filter(Boolean).join(', '), t(`about.runtime.${is}`, { pinned }));
}

const settingLines = ({ settings }: AboutView, t: Translate): string[] =>
  settings.map(({ origin, keys }) => {
    const counted = t(`about.origin.${origin}`, { count: keys.length });
    return origin === 'default' ? counted : `${counted} (${keys.join(', ')})`;
  });

/** What the page shows and what is copied: the same lines, whom to call first. Nothing in them is about a patient. */
export function aboutLines(about: AboutView, snapshot: KioskSnapshot, t: Translate): readonly AboutLine[] {
  const { station, version, health } = snapshot;
  const { build, server, deviceKey } = about;
  const state = t(`health.state.${SERVER_STATES[health.server]}`);
  return [
    line(t('about.support'), about.support ?? t('about.support.none')),
    line(t('about.product'), t('product.full')),
    { ...line(t('about.kind'), t(`about.kind.${build.kind}`)), isTest: build.kind !== 'official' },
    line(t('about.version'), t('about.version.is', { version, digest: build.digest.slice(0, DIGEST_SHOWN) })),
    runtimeLine(about, t),
    line(t('about.system'), about.system),
    line(t('about.station'), station.id === '' ? t('about.station.none') : `${station.id}, ${station.ward}`),
    line(t('about.server'), t('about.server.state', { address: server.address, state })),
    line(
      t('about.trust'),
      t(`about.trust.${server.trust}`),
      server.pins > 0 && t('about.trust.pins', { pins: server.pins }),
      server.mutual && t('about.trust.mutual'),
    ),
    line(t('about.key'), t(`about.key.${deviceKey.kept}`, { store: deviceKey.store })),
    line(t('about.settings'), ...settingLines(about, t)),
    line(t('about.folder'), about.dataFolder),
  ];
}

/** For a mail to whoever helps. */
export const aboutText = (lines: readonly AboutLine[]): string =>
  lines.map(({ title, says }) => `${title}: ${says.join('; ')}\n`).join('');
