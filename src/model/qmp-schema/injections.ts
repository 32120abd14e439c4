import type { PlainMember, PlainType } from './plain-members';

type Members = readonly PlainMember[];
/** QEMU 8.2 reads them as 10.0 does. */
type Shape = Exclude<Release, '8.2'>;

/** The commands that inject something into a CXL device, as releases of QEMU read them. */
export type Release = '8.2' | '10.0' | '11.1';

/** `name` or `name?` for an optional member, each with its type. */
const members = (described: Readonly<Record<string, PlainType>>): Members =>
  Object.entries(described).map(([name, type]) =>
    name.endsWith('?')
      ? { member: name.slice(0, -1), type, optional: true }
      : { member: name, type },
  );

const log: PlainType = { values: ['informational', 'warning', 'failure', 'fatal'] };

/** How a record of an event begins: the flags have grown, and members have come. */
const heads: Readonly<Record<Shape, Members>> = {
  '10.0': members({ path: 'str', log, flags: 'uint8' }),
  '11.1': members({
    path: 'str',
    log,
    flags: 'uint32',
    'maint-op-class?': 'uint8',
    'maint-op-subclass?': 'uint8',
    'ld-id?': 'uint16',
    'head-id?': 'uint8',
  }),
};

const component: Members = members({ 'component-id?': 'str' });
const pldm: Members = members({ 'is-comp-id-pldm?': 'bool' });
const subType: Members = members({ 'sub-type': 'uint8' });

const place: Members = members({
  dpa: 'uint64',
  descriptor: 'uint8',
  type: 'uint8',
  'transaction-type': 'uint8',
  'channel?': 'uint8',
  'rank?': 'uint8',
});

const generalMedia: Readonly<Record<Shape, Members>> = {
  '10.0': [...place, ...members({ 'device?': 'uint32' }), ...component],
  '11.1': [
    ...place,
    ...members({ 'device?': 'uint32' }),
    ...component,
    ...pldm,
    ...members({ 'cme-ev-flags?': 'uint8', 'cme-count?': 'uint32' }),
    ...subType,
  ],
};

const dramPlace: Members = [
  ...place,
  ...members({
    'nibble-mask?': 'uint32',
    'bank-group?': 'uint8',
    'bank?': 'uint8',
    'row?': 'uint32',
    'column?': 'uint16',
    'correction-mask?': { list: 'uint64' },
  }),
];

const dram: Readonly<Record<Shape, Members>> = {
  '10.0': dramPlace,
  '11.1': [
    ...dramPlace,
    ...component,
    ...pldm,
    ...members({ 'sub-channel?': 'uint8', 'cme-ev-flags?': 'uint8', 'cvme-count?': 'uint32' }),
    ...subType,
  ],
};

const health: Members = members({
  type: 'uint8',
  'health-status': 'uint8',
  'media-status': 'uint8',
  'additional-status': 'uint8',
  'life-used': 'uint8',
  temperature: 'int16',
  'dirty-shutdown-count': 'uint32',
  'corrected-volatile-error-count': 'uint32',
  'corrected-persistent-error-count': 'uint32',
});

const memoryModule: Readonly<Record<Shape, Members>> = {
  '10.0': health,
  '11.1': [...health, ...component, ...pldm, ...subType],
};

const uncorrectable = [
  'cache-data-parity',
  'cache-address-parity',
  'cache-be-parity',
  'cache-data-ecc',
  'mem-data-parity',
  'mem-address-parity',
  'mem-be-parity',
  'mem-data-ecc',
  'reinit-threshold',
  'rsvd-encoding',
  'poison-received',
  'receiver-overflow',
  'internal',
  'cxl-ide-tx',
  'cxl-ide-rx',
];

const correctable = [
  'cache-data-ecc',
  'mem-data-ecc',
  'crc-threshold',
  'retry-threshold',
  'cache-poison-received',
  'mem-poison-received',
  'physical',
];

const errors: Members = members({ type: { values: uncorrectable }, header: { list: 'uint32' } });

const injectionsOf = (release: Shape): ReadonlyMap<string, Members> =>
  new Map([
    ['cxl-inject-general-media-event', [...heads[release], ...generalMedia[release]]],
    ['cxl-inject-dram-event', [...heads[release], ...dram[release]]],
    ['cxl-inject-memory-module-event', [...heads[release], ...memoryModule[release]]],
    ['cxl-inject-poison', members({ path: 'str', start: 'uint64', length: 'uint64' })],
    [
      'cxl-inject-uncorrectable-errors',
      members({ path: 'str', errors: { list: { members: errors } } }),
    ],
    ['cxl-inject-correctable-error', members({ path: 'str', type: { values: correctable } })],
  ]);

const older = injectionsOf('10.0');

/** Members in the order of QEMU's schema, which is the order they are looked at; widths as it was found to take them. */
export const injections: Readonly<Record<Release, ReadonlyMap<string, Members>>> = {
  '8.2': older,
  '10.0': older,
  '11.1': injectionsOf('11.1'),
};
