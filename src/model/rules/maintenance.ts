import { finding, once, type Rung } from './rule';

const SECTION = '8.2.9.7.1';

/** Operation classes and how many subclasses each has (QEMU 11.1). */
export const operationClasses = { none: 0, repair: 1, sparing: 2 } as const;
const subclasses: ReadonlyMap<number, number> = new Map([
  [operationClasses.repair, 2],
  [operationClasses.sparing, 4],
]);

/** Flag of a request: it asks what could be done. */
export const QUERY = 1;

export interface MaintenanceInput {
  readonly payloadLength: number;
  readonly operationClass: number;
  readonly subclass: number;
  readonly flags: number;
}

/** The ladder of 0600h Perform Maintenance. */
export const maintenanceLadder: readonly Rung<MaintenanceInput>[] = [
  once({
    id: '0600.payload',
    says: 'The payload names an operation',
    section: 'QEMU',
    broken: {
      kind: 'crash',
      why: 'An empty Perform Maintenance makes QEMU follow a null pointer: it dies of SIGSEGV.',
    },
    shows: '{0} > 0',
    fix: 'Send the operation class at least.',
    check: ({ payloadLength }) =>
      finding(
        payloadLength > 0,
        'length',
        () => 'The payload is empty, and QEMU does not check.',
        payloadLength,
      ),
  }),
  once({
    id: '0600.class',
    says: 'The operation class is known',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ 2',
    fix: 'Use 0 for nothing, 1 for repair, 2 for sparing.',
    check: ({ operationClass }) =>
      finding(
        operationClass <= operationClasses.sparing,
        'operationClass',
        () => `There is no class ${operationClass}.`,
        operationClass,
      ),
  }),
  once({
    id: '0600.subclass',
    says: 'The class has the subclass, or resources are asked for',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Repair has subclasses 0 and 1, sparing has 0 to 3.',
    check: ({ operationClass, subclass, flags }) =>
      finding(
        operationClass === operationClasses.none ||
          (flags & QUERY) !== 0 ||
          subclass < (subclasses.get(operationClass) ?? 0),
        'subclass',
        () => `The class has no subclass ${subclass}.`,
        subclass,
      ),
  }),
];
