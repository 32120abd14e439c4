import {
  type Action,
  fromHex,
  HOST_MOVE,
  MiB,
  requestAction,
  type Scenario,
  usualRequest,
} from '../model/index';

/** A run that is there for everybody: shown on the first visit, or to start from. */
export interface Example {
  readonly id: string;
  /** The step it opens at. */
  readonly step: number;
  readonly scenario: Scenario;
}

type Pairs = readonly (readonly [offset: number, length: number])[];

const deviceId = 'cxl-dcd0';

const request =
  (verb: 'add' | 'release') =>
  (region: number, inMiB: Pairs): Action => {
    const pairs = inMiB.map(([offset, length]) => [offset * MiB, length * MiB] as const);
    return requestAction(usualRequest(verb, deviceId, { region, pairs }));
  };
const add = request('add');
const release = request('release');

const moves = (times: number): readonly Action[] => Array.from({ length: times }, () => HOST_MOVE);

const mailbox = (opcode: number, payload: string): Action => ({
  kind: 'mailbox',
  opcode,
  payload: fromHex(payload),
});

/**
 * Two clean accepts, a More chain first answered wrongly and then in part, a second offer refused, a release
 * asked for and given, an extent cut in two. The host's decoder covers half of region 0.
 */
const tour: Example = {
  id: 'tour',
  step: 11,
  // Written out, not read: the first page does not wait for the reader of scenario files.
  scenario: {
    title: 'Partial acceptance',
    profile: 'qemu-11.1',
    device: {
      id: deviceId,
      staticVolatile: 256 * MiB,
      staticPersistent: 0,
      dynamicCapacity: 1024 * MiB,
      regionCount: 2,
    },
    host: { twin: 'linux-v11', decoder: { start: 256 * MiB, length: 256 * MiB } },
    actions: [
      add(0, [
        [0, 128],
        [128, 32],
      ]),
      ...moves(4),
      add(0, [
        [160, 64],
        [224, 32],
        [288, 32],
      ]),
      add(1, [[0, 64]]),
      release(0, [[128, 32]]),
      HOST_MOVE,
      mailbox(0x4802, '01000000000000000000001a0000000000000006000000000000000000000000'),
      ...moves(5),
      add(0, [
        [128, 32],
        [288, 32],
      ]),
      ...moves(4),
      mailbox(0x4803, '01000000000000000000001b0000000000000001000000000000000000000000'),
    ],
    queue: [],
  },
};

/** Every example, by id. */
export const examples: ReadonlyMap<string, Example> = new Map(
  [tour].map((example) => [example.id, example]),
);
