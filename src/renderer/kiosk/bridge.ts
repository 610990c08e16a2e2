import type { KioskBridge } from '../../contracts/ipc';

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

/** The only door of a screen to the kiosk. */
export const kioskBridge = (): KioskBridge => window.kiosk;
