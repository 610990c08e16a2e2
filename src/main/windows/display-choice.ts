/** What is known of a display; `id` is Electron's, stable while the display stays plugged in, and no longer. */
export interface DisplayFacts {
  readonly id: number;
  /** Name from the display's EDID where the system tells it, else empty. */
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The panel of the machine itself. */
  readonly internal: boolean;
  /** Its picture is turned against the panel. */
  readonly turned?: boolean;
}

/** A display as the settings name it: what stays the same over a restart. All that is given has to fit. */
export interface DisplayIdentity {
  readonly label: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Left edge on the desktop, to tell two of the same make apart. */
  readonly x?: number | undefined;
  /** Top edge, for those that stand one above the other. */
  readonly y?: number | undefined;
}

export interface DisplayWishes {
  /** The display that the settings name: that one and no other. */
  readonly pinned?: DisplayIdentity | undefined;
  /** Names of displays that take a pen, as their EDID has them. */
  readonly penDisplays: readonly string[];
}

export interface DisplayChoice {
  readonly bench: DisplayFacts;
  /** Absent: there is no display of the patient's own; the device is handed over instead. */
  readonly patient?: DisplayFacts;
  /** Why there is none: only one is there, another shows the same, the pinned one is not among them. */
  readonly without?: 'single' | 'mirrored' | 'not-found';
}

/** Which display is the patient's, the surest sign first; the first rule that finds one decides. Never the primary by itself. */
const RULES: readonly ((display: DisplayFacts, primary: DisplayFacts, wishes: DisplayWishes) => boolean)[] = [
  (display, _primary, { penDisplays }) => penDisplays.some((name) => bears(display.label, name)),
  (display, primary) => !overlaps(display, primary) && !display.internal,
  (display, primary) => !overlaps(display, primary),
];

/**
 * Which window goes where. The patient never shares the bench's display: a form must not open over the nurse's work, nor the
 * worklist in front of a patient. The bench is on the primary display, unless that is the patient's.
 *
 * @param displays all displays
 * @param primaryId id of the primary display
 */
export function chooseDisplays(
  displays: readonly DisplayFacts[],
  primaryId: number,
  wishes: DisplayWishes,
): DisplayChoice | undefined {
  const primary = displays.find(({ id }) => id === primaryId) ?? displays[0];
  if (!primary) return undefined;
  const { pinned } = wishes;
  // the primary only where there is another one for the bench
  const mayBe = displays.filter((display) => benchBeside(display, displays, primary) !== undefined);
  const patient = pinned
    ? mayBe.find((display) => isThat(display, pinned))
    : RULES.map((rule) => mayBe.find((display) => rule(display, primary, wishes))).find(Boolean);
  if (patient) return { bench: benchBeside(patient, displays, primary) ?? primary, patient };
  if (displays.length === 1) return { bench: primary, without: 'single' };
  return { bench: primary, without: mayBe.length === 0 ? 'mirrored' : 'not-found' };
}

/** Where the bench goes when this is the patient's: the primary, else another one that shows something else. */
export const benchBeside = (
  patient: DisplayFacts,
  displays: readonly DisplayFacts[],
  primary: DisplayFacts,
): DisplayFacts | undefined =>
  [primary, ...displays].find((display) => display.id !== patient.id && !overlaps(display, patient));

const isThat = ({ label, bounds }: DisplayFacts, { label: name, width, height, x, y }: DisplayIdentity): boolean =>
  label === name &&
  (width === undefined || bounds.width === width) &&
  (height === undefined || bounds.height === height) &&
  (x === undefined || bounds.x === x) &&
  (y === undefined || bounds.y === y);

/** Makers write one model in several ways: `Wacom DTU-1031`, `DTU1031`. */
export const bears = (label: string, name: string): boolean => plain(label).includes(plain(name));
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Mirrored displays show the same desktop: what is on one is on the other. */
export function overlaps({ bounds: a }: Pick<DisplayFacts, 'bounds'>, { bounds: b }: Pick<DisplayFacts, 'bounds'>) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
