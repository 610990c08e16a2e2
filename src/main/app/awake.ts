import { powerSaveBlocker } from 'electron';

/** Keeps the displays on while somebody reads or signs, and only then. */
export function createAwake(): (wanted: boolean) => void {
  let id: number | undefined;
  return (wanted) => {
    if (wanted && id === undefined) id = powerSaveBlocker.start('prevent-display-sleep');
    if (!wanted && id !== undefined) {
      powerSaveBlocker.stop(id);
      id = undefined;
    }
  };
}
