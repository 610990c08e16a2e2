import type { DisplaysView, DisplayView } from '../../contracts/ipc';
import { err, ok, type Result } from '../../core/base';
import { keepLocalSetting, type Settings } from '../settings';
import { type Bedside, openRecord } from './bedside';

type Pinned = NonNullable<Settings['patientDisplay']>;

/** A policy or the installer decides over this station. */
const ABOVE: ReadonlySet<string> = new Set(['policy', 'installed']);

const storyOf = ({ connection }: Bedside) => connection.stories.find(({ key }) => key === 'patientDisplay');

/** What the bench shows of the displays; undefined where nobody sees any. */
export function displaysView(bedside: Bedside): DisplaysView | undefined {
  const { displays } = bedside.screens;
  return displays && { all: displays, setBy: storyOf(bedside)?.origin ?? 'default' };
}

/** What stays the same over a restart: the name, and where it alone does not tell one, size and place. */
export function identityOf({ id, label, bounds }: DisplayView, all: readonly DisplayView[]): Pinned {
  const isAlone = label !== '' && all.every((other) => other.id === id || other.label !== label);
  return isAlone ? { label } : { label, ...bounds };
}

/** Nothing may cover the form, nor move it, while somebody signs. */
const isBusy = (bedside: Bedside): boolean => openRecord(bedside)?.state.act !== undefined;

/** Each display shows its number for some seconds. SESSION_NOT_NOW while somebody signs. */
export async function identifyDisplays(bedside: Bedside): Promise<Result<void>> {
  if (isBusy(bedside) || bedside.displays === undefined) return err('SESSION_NOT_NOW');
  bedside.displays.identify(bedside.language);
  return ok(undefined);
}

/**
 * Sets which display is the patient's, here and now and after a restart; `null`: found by what they are again.
 * SESSION_NOT_NOW, DISPLAY_SET_ABOVE, DISPLAY_GONE, SETTINGS_UNREADABLE, JOURNAL_WRITE.
 */
export async function choosePatientDisplay(bedside: Bedside, id: number | null): Promise<Result<void>> {
  const story = storyOf(bedside);
  if (isBusy(bedside) || bedside.displays === undefined) return err('SESSION_NOT_NOW');
  if (story !== undefined && ABOVE.has(story.origin)) return err('DISPLAY_SET_ABOVE', story.origin);
  const all = bedside.screens.displays ?? [];
  const chosen = all.find((display) => display.id === id && display.mayBePatient);
  if (id !== null && chosen === undefined) return err('DISPLAY_GONE');
  const pinned = chosen && identityOf(chosen, all);
  const kept = await keepLocalSetting(bedside.folder, 'patientDisplay', pinned);
  if (!kept.ok) return kept;
  const { connection } = bedside;
  const origin = pinned === undefined ? 'default' : 'local';
  bedside.connection = {
    ...connection,
    settings: { ...connection.settings, patientDisplay: pinned },
    stories: connection.stories.map((one) => (one === story ? { ...one, value: pinned, origin } : one)),
  };
  bedside.displays.pin(pinned);
  bedside.changed();
  return ok(undefined);
}
