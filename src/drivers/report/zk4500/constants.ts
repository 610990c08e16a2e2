/** ZK4500: what is public of its USB interface. Vendor requests to the device, one bulk pipe for frames. */
export const FRAME_ENDPOINT = 2;
/** wValue 1 on, 0 off; wIndex says what. */
export const LAMP_REQUEST = 0xe1;
export const LAMP = { green: 0, red: 1, buzzer: 2, white: 3 } as const;
/** Makes a frame, to be read from the bulk pipe. */
export const CAPTURE_REQUEST = 0xe5;
export const WIDTH = 640;
export const HEIGHT = 480;
/** 8 bit grey, rows from the top. */
export const FRAME_LENGTH = WIDTH * HEIGHT;
