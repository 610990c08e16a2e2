/** What is known of a display; `id` is Electron's, stable while the display stays plugged in. */
export interface DisplayFacts {
  readonly id: number;
  /** Name from the display's EDID where the system tells it, else empty. */
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface DisplayChoice {
  readonly bench: DisplayFacts;
  /** Absent: there is no display of the patient's own; the device is handed over instead. */
  readonly patient?: DisplayFacts;
}

/**
 * Which window goes where. The bench is on the primary display, the patient never on the bench's: a form must not
 * open over the nurse's work, nor the worklist in front of a patient.
 *
 * @param displays all displays, at least one
 * @param primaryId id of the primary display
 * @param wished label of the patient's display in the settings; where it is set, no other display is taken instead
 */
export function chooseDisplays(
  displays: readonly DisplayFacts[],
  primaryId: number,
  wished: string | undefined,
): DisplayChoice | undefined {
  const bench = displays.find((display) => display.id === primaryId) ?? displays[0];
  if (!bench) return undefined;
  const others = displays.filter((display) => display.id !== bench.id && !overlaps(display, bench));
  const patient = wished === undefined ? others[0] : others.find((display) => display.label === wished);
  return patient ? { bench, patient } : { bench };
}

/** Mirrored displays show the same desktop: what is on one is on the other. */
function overlaps(a: DisplayFacts, b: DisplayFacts): boolean {
  return (
    a.bounds.x < b.bounds.x + b.bounds.width &&
    b.bounds.x < a.bounds.x + a.bounds.width &&
    a.bounds.y < b.bounds.y + b.bounds.height &&
    b.bounds.y < a.bounds.y + a.bounds.height
  );
}
