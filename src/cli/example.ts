import {
  countOf,
  HOST_MOVE,
  ldOf,
  MiB,
  nextMove,
  startState,
  step,
  summaryOf,
  type Action,
} from '../model/index';
import '../model/all-commands';

const start = startState({
  profile: 'qemu-11.1',
  device: {
    id: 'cxl-dcd0',
    staticVolatile: 0,
    staticPersistent: 0,
    dynamicCapacity: 512 * MiB,
    regionCount: 1,
  },
  host: { twin: 'linux-v11', decoder: { start: 0, length: 512 * MiB } },
});

/** The fabric manager offers 128 MiB, as it would over QMP. */
const offer: Action = {
  kind: 'qmp',
  execute: 'cxl-add-dynamic-capacity',
  arguments: {
    path: '/machine/peripheral/cxl-dcd0',
    'host-id': 0,
    'selection-policy': 'prescriptive',
    region: 0,
    extents: [{ offset: 0, len: 128 * MiB }],
  },
};

/** Does the offer and then whatever the host does by itself, and says what each step came to. */
export function example(): readonly string[] {
  const lines: string[] = [];
  let state = start;
  for (let action: Action | undefined = offer; action !== undefined;) {
    const before = state;
    const result = step(before, action);
    lines.push(summaryOf({ ...result, action, before }).sentence);
    state = result.state;
    action = nextMove(state) === undefined ? undefined : HOST_MOVE;
  }
  const { accepted, pendingCount } = ldOf(state.device);
  return [...lines, `accepted: ${countOf(accepted)}, on offer: ${pendingCount}`];
}

if (process.argv[1]?.endsWith('example.ts') === true) console.log(example().join('\n'));
