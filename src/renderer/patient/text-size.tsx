import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** Five sizes, 24 to 44 px; the second, 28 px, is where everybody starts. */
const SIZES = 5;
const START = 1;

interface TextSize {
  /** 0 to 4, the number in the class name. */
  readonly size: number;
  readonly larger: (() => void) | undefined;
  readonly smaller: (() => void) | undefined;
}

const TextSizeContext = createContext<TextSize>({ size: START, larger: undefined, smaller: undefined });

/** The reader's choice of letters; a new signer starts at the usual size because the caller gives a new `key`. */
export function TextSizeProvider({ children }: { children: ReactNode }) {
  const [size, setSize] = useState(START);
  const choice = useMemo<TextSize>(
    () => ({
      size,
      larger: size < SIZES - 1 ? () => setSize(size + 1) : undefined,
      smaller: size > 0 ? () => setSize(size - 1) : undefined,
    }),
    [size],
  );
  return <TextSizeContext value={choice}>{children}</TextSizeContext>;
}

export const useTextSize = (): TextSize => useContext(TextSizeContext);
