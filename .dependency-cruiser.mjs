// Arrows of the house, made from test/architecture/arrows.mjs; run by test/architecture/arrows.test.ts.
import { CORE_ORDER, NATIVE_MODULES, ROWS } from './test/architecture/arrows.mjs';

const room = (name) => `^src/${name}/`;
const rowRules = Object.entries(ROWS).flatMap(([row, allowed]) => [
  {
    name: `row-${row}`,
    comment: `${row} may import only ${allowed.src.join(', ')} from src`,
    severity: 'error',
    from: { path: room(row), pathNot: '\\.test\\.tsx?$' },
    to: { path: '^src/', pathNot: allowed.src.map(room) },
  },
  {
    name: `npm-${row}`,
    comment: `${row} may import only these packages: ${allowed.npm.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: room(row), pathNot: '\\.test\\.tsx?$' },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'],
      pathNot: allowed.npm.map((expression) => expression.replace(/^\^/, '(^|node_modules/)').replace(/\$$/, '(/|$)')),
    },
  },
]);
const orderRules = CORE_ORDER.map((name, index) => ({
  name: `core-order-${name}`,
  comment: `core/${name} may import only rooms before it`,
  severity: 'error',
  from: { path: room(`core/${name}`), pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/core/', pathNot: CORE_ORDER.slice(0, index + 1).map((earlier) => room(`core/${earlier}`)) },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'only-through-index',
      comment:
        'cross a room only through its index.ts (a report codec is a room of its own; the command line is one room)',
      severity: 'error',
      from: { path: '^src/([^/]+)/([^/]+)/', pathNot: ['\\.test\\.tsx?$', '^src/cli/'] },
      to: {
        path: '^src/[^/]+/[^/]+/.+',
        pathNot: ['^src/$1/$2/', '^src/[^/]+/[^/]+/index\\.tsx?$', '^src/drivers/report/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'never-own-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/$1/$2/index\\.tsx?$' },
    },
    {
      name: 'native-modules-in-transport',
      severity: 'error',
      from: { path: '^src/', pathNot: NATIVE_MODULES.importer },
      to: { path: 'node_modules/(serialport|@serialport|node-hid|usb)/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(test|fixtures|scripts|bench)/', pathNot: '\\.json$' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: {
        path: '^src/(core|contracts|preload|presentation|renderer|web|platform/web)/',
        pathNot: '\\.test\\.tsx?$',
      },
      to: { dependencyTypes: ['core'] },
    },
    ...rowRules,
    ...orderRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
