/**
 * Who may import whom, as a list of what is allowed; everything else is refused.
 * `type:x` allows only type imports from x. A new folder of the model gets a line here first.
 */
const words = ['units', 'assert', 'whole'];
const memory = 'guest-memory';
const steps = [
  'json',
  'happening',
  'codec',
  'layouts',
  'device',
  'event-log',
  memory,
  'rules',
  'mailbox',
];
const core = [...words, ...steps, 'qmp', 'host'];
const everything = [...core, 'simulation', 'interop', 'view'];

const model = {
  units: [],
  assert: [],
  whole: [],
  json: [],
  happening: ['type:device/extent', 'type:device/fault'],
  codec: ['assert'],
  layouts: ['units', 'codec'],
  device: [...words, 'happening', 'event-log', memory, 'type:layouts'],
  'guest-memory': [...words, 'device'],
  'event-log': [...words, 'happening', 'device', 'type:layouts'],
  rules: [...words, 'json', 'happening', 'layouts', 'device', 'event-log'],
  mailbox: [...words, 'happening', 'codec', 'layouts', 'device', 'event-log', memory, 'rules'],
  qmp: [...words, 'json', 'happening', 'codec', 'layouts', 'device', 'event-log', 'rules'],
  // A host sees messages and ranges, never the lists of the device.
  host: [...words, 'happening', 'codec', 'layouts', 'device/extent', 'device/range-map'],
  simulation: core,
  interop: [...words, 'json', 'qmp', 'simulation'],
  view: everything,
  // What the page says of a move that was tried comes from the selectors of a real one.
  provoke: everything,
  conformance: everything,
  index: everything,
};

/** Single files that a folder needs although it may not have the folder they are in. */
const exceptions = {
  rules: ['mailbox/return-code', 'qmp/schema', 'qmp/paths'],
  host: ['mailbox/return-code', 'event-log/event-log'],
  device: ['layouts/dc-extent'],
  'event-log': ['layouts/dc-extent'],
  // An action keeps its line as it was written: the step reads it.
  simulation: ['interop/json-text', 'interop/inject-line', 'type:view/page'],
};

const shells = {
  '^src/ui/': [
    '^src/model/view/',
    '^src/model/units\\.ts$',
    '^src/model/index\\.ts$',
    '^src/worker/protocol\\.ts$',
  ],
  '^src/worker/': ['^src/model/'],
  '^src/cli/': ['^src/model/'],
  '^bench/': ['^src/model/', '^src/worker/', '^src/cli/'],
  '^e2e/': [],
};

/** What the model may take from outside: parsers of foreign text, and nothing else. */
const modelPackages = ['jsonc-parser', 'valibot'];

/** Tests, and what only they use. */
const test = '\\.test\\.ts$|^src/model/testing/';
const folder = (name) => `^src/model/${name}(/|\\.ts$)`;
const isType = (name) => name.startsWith('type:');
const plain = (name) => name.replace('type:', '');

const allowLists = Object.entries(model).map(([name, allowed]) => [
  name,
  [...allowed, ...(exceptions[name] ?? [])],
]);

const modelRules = allowLists.map(([name, allowed]) => ({
  name: `model/${name}`,
  severity: 'error',
  comment: `model/${name} may import: ${allowed.join(', ') || 'nothing'}.`,
  from: { path: folder(name), pathNot: test },
  to: { path: '^(src|e2e|bench)/', pathNot: [name, ...allowed].map(plain).map(folder) },
}));

const typeRules = allowLists
  .filter(([, allowed]) => allowed.some(isType))
  .map(([name, allowed]) => ({
    name: `model/${name}, types only`,
    severity: 'error',
    comment: `model/${name} may import: ${allowed.join(', ')}.`,
    from: { path: folder(name), pathNot: test },
    to: {
      path: allowed.filter(isType).map(plain).map(folder),
      pathNot: allowed.filter((item) => !isType(item)).map(folder),
      dependencyTypesNot: ['type-only'],
    },
  }));

const shellRules = Object.entries(shells).map(([from, allowed]) => ({
  name: from.replace('^', ''),
  severity: 'error',
  comment: `${from} may import: itself, ${allowed.join(', ') || 'nothing else'}.`,
  from: { path: from, pathNot: test },
  to: { path: '^(src|e2e|bench)/', pathNot: [from, ...allowed] },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or three.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-folder-not-listed',
      severity: 'error',
      comment: 'Say in .dependency-cruiser.cjs what the new folder may import.',
      from: { path: '^src/model/', pathNot: [test, ...Object.keys(model).map(folder)] },
      to: {},
    },
    {
      name: 'model-is-pure',
      severity: 'error',
      comment: `The model imports no package but ${modelPackages.join(' and ')}, and nothing of Node.`,
      from: { path: '^src/model/', pathNot: test },
      to: {
        pathNot: ['^src/', ...modelPackages.map((name) => `node_modules/${name}/`)],
      },
    },
    {
      name: 'tests-stay-inside',
      severity: 'error',
      comment: 'A test of the model reaches anything in the model and nothing of the shells.',
      from: { path: `^src/model/.*${test}` },
      to: { path: '^src/', pathNot: '^src/model/' },
    },
    ...modelRules,
    ...typeRules,
    ...shellRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
