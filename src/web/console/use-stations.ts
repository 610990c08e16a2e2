import { useCallback, useEffect, useState } from 'react';
import type { StationsOverview } from '../../contracts/api';
import { serverDoor } from './server-door';

/** How the page stands: what it last saw stays while the server is away. */
export type Seen =
  | { readonly kind: 'loading' }
  /** `ended`: somebody was signed in before. */
  | { readonly kind: 'signed-out'; readonly ended: boolean }
  | { readonly kind: 'here'; readonly picture: StationsOverview | undefined; readonly isAway: boolean };

const EVERY_MS = 30_000;
/** While the server is away it is asked more often: somebody waits for it. */
const AWAY_MS = 5000;

const isSignedOut = (code: string): boolean => code === 'AUTH_SESSION_ENDED';

function afterAway(before: Seen): Seen {
  if (before.kind === 'signed-out') return before;
  return { kind: 'here', picture: before.kind === 'here' ? before.picture : undefined, isAway: true };
}

/** Asks for all stations now and every 30 seconds, and when somebody looks at the page again. */
export function useStations() {
  const [seen, setSeen] = useState<Seen>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const signedOut = useCallback(() => setSeen({ kind: 'signed-out', ended: false }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const said = await serverDoor.stations();
      if (stopped) return;
      if (said.kind === 'here') setSeen({ kind: 'here', picture: said.value, isAway: false });
      else if (said.kind === 'refused' && isSignedOut(said.error.code)) {
        setSeen((before) => ({ kind: 'signed-out', ended: before.kind === 'here' }));
        return;
      } else setSeen(afterAway);
      timer = setTimeout(look, said.kind === 'here' ? EVERY_MS : AWAY_MS);
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') again();
    };
    document.addEventListener('visibilitychange', onVisible);
    look();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [round, again]);

  return { seen, again, signedOut };
}
