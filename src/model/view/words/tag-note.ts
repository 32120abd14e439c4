import { isJsonObject } from '../../json';
import { ldOf, profileOf } from '../../device/device-state';
import type { Extent } from '../../extent';
import { NO_TAG } from '../../layouts/dc-extent';
import { addSchema, releaseSchema } from '../../qmp-schema/schema';
import { happeningsOf } from '../scene/gather';
import type { StepInput } from './words';

const elsewhere = 'A flow with tags needs device rules that keep them, such as those of the mock.';

/** What becomes of a tag that somebody gave, where the device does not keep it. */
export function tagNote(step: StepInput): string | undefined {
  const { keepsTags, maker } = profileOf(step.before.device);
  if (keepsTags || isRefused(step)) return undefined;
  const says = dropped(step);
  return says === undefined ? undefined : `${maker} ${says} ${elsewhere}`;
}

const isRefused = ({ reply }: StepInput): boolean =>
  (reply.kind === 'qmp' && reply.error !== undefined) ||
  (reply.kind === 'mailbox' && reply.code !== 0) ||
  reply.kind === 'cannot';

function dropped({ action, before, state, happenings }: StepInput): string | undefined {
  const taken = new Set(happeningsOf(happenings, 'extentAccepted').map(({ from }) => from));
  if (offered(before).some(({ id, tag }) => taken.has(id) && tag !== NO_TAG))
    return 'drops the tag here: the extents it has accepted carry none.';
  if (action.kind === 'qmp') return droppedByQmp(action);
  if (action.kind !== 'fmApi') return undefined;
  const fresh = new Set(happeningsOf(happenings, 'groupOffered').flatMap(({ extents }) => extents));
  return offered(state).some(({ id, tag }) => fresh.has(id) && tag !== NO_TAG)
    ? 'puts the tag into the event records and drops it when the host accepts.'
    : undefined;
}

const offered = ({ device }: StepInput['before']): readonly Extent[] =>
  ldOf(device).pending.flatMap(({ extents }) => extents);

function droppedByQmp({
  execute,
  arguments: args,
}: Extract<StepInput['action'], { kind: 'qmp' }>): string | undefined {
  const tag = isJsonObject(args) ? args['tag'] : undefined;
  if (typeof tag !== 'string' || tag === '') return undefined;
  if (execute === addSchema.command)
    return 'drops the tag: neither the event records nor the accepted extents carry it.';
  return execute === releaseSchema.command ? 'does not look at the tag of a release.' : undefined;
}
