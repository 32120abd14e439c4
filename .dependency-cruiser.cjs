/**
 * Who may import whom, as a list of what is allowed; everything else is refused.
 * `type:x` allows only type imports from x. A new folder of the model gets a line here first.
 */
const words = ['units', 'assert', 'whole', 'json', 'card', 'extent', 'fault', 'happening'];
const stores = ['persistent', 'event-log', 'guest-memory'];
const core = [
  ...words,
  ...stores,
  'codec',
  'layouts',
  'device',
  'qmp-schema',
  'rules',
  'mailbox',
  'qmp',
  'host',
];
const everything = [...core, 'interop', 'simulation', 'intake', 'view'];

const model = {
  units: [],
  assert: [],
  whole: [],
  json: [],
  card: [],
  extent: [],
  fault: [],
  happening: ['type:extent', 'type:fault'],
  persistent: words,
  'event-log': words,
  'guest-memory': [...words, 'persistent'],
  codec: ['assert'],
  layouts: ['units', 'codec'],
  'qmp-schema': ['json'],
  device: [...words, ...stores, 'layouts'],
  rules: [...words, ...stores, 'layouts', 'qmp-schema', 'device'],
  mailbox: [...words, ...stores, 'codec', 'layouts', 'device', 'rules'],
  qmp: [...words, ...stores, 'codec', 'layouts', 'qmp-schema', 'device', 'rules'],
  // A host sees messages and ranges, and nothing of the device.
  host: [...words, 'persistent', 'event-log', 'codec', 'layouts'],
  interop: ['json', 'qmp-schema'],
  simulation: [...core, 'interop'],
  intake: [...core, 'interop', 'simulation'],
  view: everything,
  // What the page says of a move that was tried comes from the selectors of a real one.
  provoke: everything,
  conformance: everything,
  index: [...everything, 'provoke'],
  'all-commands': ['mailbox', 'qmp', 'simulation'],
};

const drawn = ['page', 'scene', 'words'];

/** Which folders of a folder may import which of their neighbours; '.' is what lies beside them. */
const inside = {
  view: {
    page: [],
    scene: [],
    words: ['page', 'scene'],
    map: drawn,
    bytes: drawn,
    rules: [...drawn, 'bytes'],
    run: [...drawn, 'map'],
    host: [...drawn, 'map'],
    device: [...drawn, 'map', 'bytes'],
    outcome: [...drawn, 'map', 'bytes', 'rules'],
    inspect: [...drawn, 'map', 'bytes', 'rules', 'device'],
    compare: [...drawn, 'map', 'host', 'outcome'],
    paste: drawn,
    export: [...drawn, 'map'],
    why: [...drawn, 'map', 'bytes', 'rules'],
  },
  simulation: {
    steps: ['.'],
    scenario: ['.', 'steps'],
    run: ['.', 'steps', 'scenario'],
    compare: ['.', 'steps', 'scenario', 'run'],
  },
  device: { profiles: [] },
  host: { 'kernel-lines': [] },
};

const shells = {
  '^src/ui/': [
    '^src/model/view/',
    '^src/model/units\\.ts$',
    '^src/model/index\\.ts$',
    '^src/worker/protocol\\.ts$',
    // By its address only.
    '^src/worker/simulator\\.worker\\.ts$',
  ],
  '^src/worker/': ['^src/model/'],
  // A link is read as the page reads it.
  '^src/cli/': ['^src/model/', '^src/worker/'],
  '^bench/': ['^src/model/', '^src/worker/', '^src/cli/'],
  '^e2e/': [],
};

/** What the model may take from outside: parsers of foreign text, and nothing else. */
const modelPackages = ['jsonc-parser', 'valibot'];

/** Tests, and what only they use. */
const test = '\\.test\\.ts$|^src/model/testing/';
/** The same of the page and the worker. */
const shellTest = `${test}|^src/(ui/simulator|worker)/testing\\.ts$`;
const folder = (name) => `^src/model/${name}(/|\\.ts$)`;
const isType = (name) => name.startsWith('type:');
const plain = (name) => name.replace('type:', '');

const allowLists = Object.entries(model);

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

const insideRules = Object.entries(inside).flatMap(([top, folders]) =>
  Object.entries(folders).map(([name, allowed]) => ({
    name: `model/${top}/${name}`,
    severity: 'error',
    comment: `Of model/${top}, ${name} may import: ${allowed.join(', ') || 'nothing'}.`,
    from: { path: `^src/model/${top}/${name}/`, pathNot: test },
    to: {
      path: `^src/model/${top}/`,
      pathNot: [name, ...allowed].map((item) =>
        item === '.' ? `^src/model/${top}/[^/]+$` : `^src/model/${top}/${item}/`,
      ),
    },
  })),
);

const shellRules = Object.entries(shells).map(([from, allowed]) => ({
  name: from.replace('^', ''),
  severity: 'error',
  comment: `${from} may import: itself, ${allowed.join(', ') || 'nothing else'}.`,
  from: { path: from, pathNot: shellTest },
  to: { path: '^(src|e2e|bench)/', pathNot: [from, ...allowed] },
}));

/** What a shell may name of the model in its first lines; what it loads on demand it imports where it is asked for. */
const face = '^src/model/(index|all-commands)\\.ts$';
/** What proves the model plays recordings by their own reader, and what writes the documents prints its tables. */
const proof = '^src/model/conformance/';
const faceRules = [
  { name: 'worker-by-the-face', from: { path: '^src/worker/', pathNot: shellTest }, to: [face] },
  {
    name: 'cli-by-the-face',
    from: { path: '^src/cli/', pathNot: [shellTest, '^src/cli/docs'] },
    to: [face, proof],
  },
].map(({ name, from, to }) => ({
  name,
  severity: 'error',
  comment: 'Import src/model/index.ts, or load the part on demand.',
  from,
  to: { path: '^src/model/', pathNot: to, dependencyTypesNot: ['dynamic-import'] },
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
    ...insideRules,
    ...shellRules,
    ...faceRules,
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
