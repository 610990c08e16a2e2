import { canHaveThisWindows, thisWindows } from './this-windows';
import type { WindowsMachine } from './windows-machine';
import { canHaveWine, startWine } from './wine';

export const canHaveWindows = (): boolean => canHaveThisWindows() || canHaveWine();

export const startWindows = (): WindowsMachine => (canHaveThisWindows() ? thisWindows() : startWine());
