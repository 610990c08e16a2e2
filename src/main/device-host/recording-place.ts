/** `replay:FILE` instead of a port: a recording of fixtures/ stands for the device. */
const RECORDING = 'replay:';

/** The file of such a place; undefined for a port. */
export const recordingAt = (path: string): string | undefined =>
  path.startsWith(RECORDING) ? path.slice(RECORDING.length) : undefined;
