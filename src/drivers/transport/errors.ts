import type { ErrorTable } from '../../core/base';

/** Codes of every driver: what can go wrong between the kiosk and a device. */
export const DEVICE_ERRORS = {
  DEVICE_ABSENT: {
    retryable: true,
    httpStatus: 503,
    messageKey: 'DEVICE_ABSENT',
    reference: '',
    meaning: 'Nothing is connected at the port.',
  },
  DEVICE_BUSY: {
    retryable: true,
    httpStatus: 409,
    messageKey: 'DEVICE_BUSY',
    reference: '',
    meaning: 'Another program holds the device; it is opened exclusively or not at all.',
  },
  DEVICE_FORBIDDEN: {
    retryable: false,
    httpStatus: 403,
    messageKey: 'DEVICE_FORBIDDEN',
    reference: 'docs/devices.md, udev rules',
    meaning: 'The user of the kiosk may not open the port.',
  },
  DEVICE_NO_DRIVER: {
    retryable: false,
    httpStatus: 409,
    messageKey: 'DEVICE_NO_DRIVER',
    reference: 'docs/devices.md, USB on Windows',
    meaning: 'Windows has given the USB device to another driver than WinUSB (a vendor driver, or none).',
  },
  DEVICE_LOST: {
    retryable: true,
    httpStatus: 503,
    messageKey: 'DEVICE_LOST',
    reference: '',
    meaning: 'The device was unplugged or its port closed while in use.',
  },
  DEVICE_ASLEEP: {
    retryable: true,
    httpStatus: 503,
    messageKey: 'DEVICE_ASLEEP',
    reference: '',
    meaning: 'The computer slept or was locked: the device was let go and is opened again when somebody is back.',
  },
  DEVICE_NO_ANSWER: {
    retryable: true,
    httpStatus: 504,
    messageKey: 'DEVICE_NO_ANSWER',
    reference: '',
    meaning: 'The port is open but nothing that speaks the protocol answers in time.',
  },
  DEVICE_WRONG: {
    retryable: false,
    httpStatus: 409,
    messageKey: 'DEVICE_WRONG',
    reference: '',
    meaning: 'The device answers as another model than the definition names.',
  },
  DEVICE_REFUSED: {
    retryable: true,
    httpStatus: 502,
    messageKey: 'DEVICE_REFUSED',
    reference: '',
    meaning: 'The device answered a command with a failure of its own.',
  },
  DEVICE_GARBLED: {
    retryable: true,
    httpStatus: 502,
    messageKey: 'DEVICE_GARBLED',
    reference: '',
    meaning: 'The device sent bytes that do not follow its protocol, or an image with parts missing.',
  },
  DEVICE_MODE_UNREACHABLE: {
    retryable: false,
    httpStatus: 501,
    messageKey: 'DEVICE_MODE_UNREACHABLE',
    reference: 'docs/devices.md, quirks',
    meaning:
      'The tablet needs a descriptor that this system does not let a program read; the pointer of a screen takes its place.',
  },
  DEVICE_NOT_LOCAL: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'DEVICE_NOT_LOCAL',
    reference: 'docs/bridge-protocol.md',
    meaning: 'The settings name a service that is not a WebSocket of this machine.',
  },
  DEVICE_UNKNOWN_DEFINITION: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'DEVICE_UNKNOWN_DEFINITION',
    reference: 'docs/devices.md',
    meaning: 'The settings name a device definition that does not exist.',
  },
  DEVICE_HOST_CRASHED: {
    retryable: true,
    httpStatus: 503,
    messageKey: 'DEVICE_HOST_CRASHED',
    reference: '',
    meaning: 'The process that runs the drivers ended; it is started again at once.',
  },
  DEVICE_HOST_DOWN: {
    retryable: true,
    httpStatus: 503,
    messageKey: 'DEVICE_HOST_DOWN',
    reference: '',
    meaning: 'The process that runs the drivers ends whenever it is started; it is tried again every half minute.',
  },
} as const satisfies ErrorTable;
export type DeviceErrorCode = keyof typeof DEVICE_ERRORS;
