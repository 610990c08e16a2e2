import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { kioskBridge, useKiosk } from '../kiosk';
import { InkStore } from './ink-store';
import { usePadGuard } from './use-pad-guard';

const InkContext = createContext<InkStore | undefined>(undefined);

/** Listens to the display port from the first moment, so that ink is there whenever a view of it opens. */
export function InkProvider({ children }: { children: ReactNode }) {
  const { snapshot } = useKiosk();
  const [store] = useState(() => new InkStore());
  useEffect(() => kioskBridge().onDisplay((message) => store.take(message)), [store]);
  usePadGuard(snapshot.act);
  const running = snapshot.act === undefined ? '' : `${snapshot.task?.taskId}/${snapshot.act.slot}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another act is the trigger
  useEffect(() => () => store.reset(), [running, store]);
  return <InkContext value={store}>{children}</InkContext>;
}

export function useInkStore(): InkStore {
  const store = useContext(InkContext);
  if (store === undefined) throw new Error('useInkStore outside InkProvider');
  return store;
}
