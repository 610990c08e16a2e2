/** What the main process of the stream bench saw until it was asked. */
export interface StreamSeen {
  /** Reports with the pen that reached main. */
  received: number;
  /** Numbers of the pad that never came. */
  missing: number;
  /** Working set of main and of the device host, twice a second. */
  readonly mainKiB: number[];
  readonly hostKiB: number[];
}
