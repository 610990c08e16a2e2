// The plan of the house as data (docs/architecture.md). Everything that checks arrows reads this file.

/** Rooms of core in the order of the stream: a room may import only rooms before it. */
export const CORE_ORDER = [
  'base',
  'ink',
  'finger',
  'session',
  'asn1',
  'pki',
  'cms',
  'tsp',
  'ses',
  'http-signature',
  'pdf',
  'pades',
  'validation',
  'evidence',
  'release',
];

/** Row of src → what it may import from src (`core`, or `core/base` for single rooms), and from npm (regular expressions). */
export const ROWS = {
  core: { src: ['core'], npm: ['^@peculiar/asn1-'] },
  contracts: { src: ['contracts', 'core/base', 'core/ink', 'core/session'], npm: ['^zod$'] },
  platform: { src: ['core', 'platform'], npm: ['^@noble/', '^sm-crypto-v2$'] },
  presentation: { src: ['presentation', 'core/validation'], npm: [] },
  report: { src: ['report', 'core', 'presentation'], npm: ['^pdf-lib$', '^fontkit$'] },
  drivers: {
    src: ['drivers', 'core/base', 'core/ink', 'core/finger'],
    npm: ['^serialport$', '^@serialport/', '^node-hid$', '^usb$', '^ws$'],
  },
  main: {
    src: ['main', 'core', 'contracts', 'drivers', 'platform'],
    npm: ['^electron$', '^subset-font$', '^pino$', '^undici$', '^zod$', '^qrcode$'],
  },
  preload: { src: ['preload', 'contracts/ipc'], npm: ['^electron$'] },
  renderer: {
    src: ['renderer', 'contracts/ipc', 'core/base', 'core/ink'],
    npm: ['^react', '^pdfjs-dist', '^perfect-freehand$', '^qrcode$'],
  },
  server: {
    src: ['server', 'core', 'contracts/api', 'platform', 'report'],
    npm: [
      '^fastify',
      '^@fastify/',
      '^zod$',
      '^kysely$',
      '^@photostructure/sqlite$',
      '^pino$',
      '^jose$',
      '^prom-client$',
      '^undici$',
      '^pdfjs-dist',
      '^pkijs$',
      '^asn1js$',
    ],
  },
  cli: {
    src: ['cli', 'core', 'contracts', 'drivers', 'main', 'platform', 'presentation', 'report', 'server'],
    npm: ['.'],
  },
  web: {
    src: ['web', 'core', 'contracts/api', 'platform/web', 'presentation', 'report'],
    npm: ['^react', '^pdfjs-dist'],
  },
};

/** The only importers of native device modules and of the line to vendors' local services. */
export const NATIVE_MODULES = {
  modules: '^(serialport|@serialport/.+|node-hid|usb|ws)$',
  importer: '^src/drivers/transport/',
};

/** Known debts, each with its reason. The list may only shrink. */
export const EXCEPTIONS = [];

/** Names that say nothing. */
export const BANNED_NAMES = /(^|[/-])(utils?|helpers?|common|misc|manager|service)(\.[a-z]+)*(\/|$)/;
