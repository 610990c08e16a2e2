import type { Kiosk } from '../session-runner';

type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen';

/** The part of Electron's powerMonitor that is followed. Locking is told on Windows and macOS only. */
export interface PowerSource {
  on(event: PowerEvent, listener: () => void): unknown;
  off(event: PowerEvent, listener: () => void): unknown;
}

const LEAVES = { suspend: 'asleep', 'lock-screen': 'locked' } as const;
const RETURNS = { resume: 'asleep', 'unlock-screen': 'locked' } as const;

/**
 * Tells the kiosk when nobody can sit before it: while the computer sleeps, and while it is locked, when another account may
 * want the pads. A computer that wakes up locked is still left. Answers the function that ends it.
 */
export function followPower(
  source: PowerSource,
  kiosk: Pick<Kiosk, 'suspend' | 'resume'>,
  log: (level: 'info', event: string, fields: { why: string }) => void,
): () => void {
  const away = new Set<string>();
  const leave = (why: string) => (): void => {
    log('info', 'power.away', { why });
    if (away.size === 0) kiosk.suspend();
    away.add(why);
  };
  const comeBack = (why: string) => (): void => {
    log('info', 'power.back', { why });
    away.delete(why);
    if (away.size === 0) kiosk.resume();
  };
  const listeners = [
    ...Object.entries(LEAVES).map(([event, why]) => [event as PowerEvent, leave(why)] as const),
    ...Object.entries(RETURNS).map(([event, why]) => [event as PowerEvent, comeBack(why)] as const),
  ];
  for (const [event, listener] of listeners) source.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) source.off(event, listener);
  };
}
