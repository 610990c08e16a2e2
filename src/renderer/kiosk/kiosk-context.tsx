import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Intent, IntentName, IntentOutcome, IntentPayload, KioskSnapshot } from '../../contracts/ipc';
import { kioskBridge } from './bridge';

export type Send = <N extends IntentName>(name: N, payload: IntentPayload<N>) => Promise<IntentOutcome>;

/** The last wish that was not granted, until the next one is sent. */
export interface Refused {
  readonly name: IntentName;
  readonly code: string;
  readonly correlationId: string;
  readonly characters?: string;
}

interface Kiosk {
  readonly snapshot: KioskSnapshot;
  readonly send: Send;
  readonly refused: Refused | undefined;
  readonly forgetRefused: () => void;
}

const KioskContext = createContext<Kiosk | undefined>(undefined);

/** Snapshots may overtake each other on their way; the highest sequence wins. */
function useSnapshot(): KioskSnapshot | undefined {
  const [snapshot, setSnapshot] = useState<KioskSnapshot>();
  useEffect(() => {
    const take = (next: KioskSnapshot) =>
      setSnapshot((current) => (current === undefined || next.sequence >= current.sequence ? next : current));
    const stop = kioskBridge().onSnapshot(take);
    void kioskBridge().snapshot().then(take);
    return stop;
  }, []);
  return snapshot;
}

/** Gives snapshot and `send` to all screens; draws nothing until the first snapshot is here. */
export function KioskProvider({ children }: { children: ReactNode }) {
  const snapshot = useSnapshot();
  const [refused, setRefused] = useState<Refused>();
  const send = useCallback<Send>(async (name, payload) => {
    setRefused(undefined);
    // The pair is an Intent by construction; TypeScript cannot follow a generic name into the union.
    const outcome = await kioskBridge().intent({ name, payload } as unknown as Intent);
    if (!outcome.ok) {
      const { code, correlationId, characters } = outcome;
      setRefused({ name, code, correlationId, ...(characters === undefined ? {} : { characters }) });
    }
    return outcome;
  }, []);
  const forgetRefused = useCallback(() => setRefused(undefined), []);
  const kiosk = useMemo(
    () => (snapshot === undefined ? undefined : { snapshot, send, refused, forgetRefused }),
    [snapshot, send, refused, forgetRefused],
  );
  return kiosk === undefined ? null : <KioskContext value={kiosk}>{children}</KioskContext>;
}

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (kiosk === undefined) throw new Error('useKiosk outside KioskProvider');
  return kiosk;
}
