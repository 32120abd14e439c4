import { endOf, type Extent, type ExtentId } from '../../extent';
import { latest } from '../scene/chronicle';
import { capacityDifferencesOf } from '../map/differences';
import { hostAfter, type Scene } from '../scene/scene';
import { sysfsName } from '../words/names';
import type { DivergenceKind, DrawnState, GoneState, LedgerRow } from '../page';
import type { ByteRange } from '../scene/touches';

/** A row before it is told. */
export interface Row extends ByteRange {
  readonly extent: Extent;
  readonly state: DrawnState | GoneState;
  /** Of what went: the extent lost only this part of it. */
  readonly partly: boolean;
}

/** What the host believes of a piece, and whether the map marks it there. */
export function hostSide(scene: Scene, row: Row): Pick<LedgerRow, 'hostText' | 'hostDiffers'> {
  const kinds = new Set(
    capacityDifferencesOf(scene)
      .filter(({ ranges }) => ranges.some(({ start, end }) => start < row.end && end > row.start))
      .map(({ kind }) => kind),
  );
  const differs = isHeld(row)
    ? kinds.has('unknown') || (kinds.has('inUse') && row.state === 'askedBack')
    : kinds.has('phantom');
  const shown = hostAfter(scene).extents.find(
    (item) => item.start < row.end && endOf(item) > row.start,
  );
  const name = shown === undefined ? undefined : sysfsName(shown);
  return {
    hostText: isHeld(row)
      ? heldText(kinds, name)
      : goneText(scene, row, differs ? name : undefined),
    hostDiffers: differs,
  };
}

const isHeld = ({ state }: Row): boolean => state === 'accepted' || state === 'askedBack';

function heldText(kinds: ReadonlySet<DivergenceKind>, name: string | undefined): string {
  if (name === undefined) return 'not known';
  if (kinds.has('unknown')) return `${name}, in part`;
  return kinds.has('inUse') ? `${name}, in use though asked back` : name;
}

function goneText(scene: Scene, { extent, state }: Row, phantom: string | undefined): string {
  if (phantom !== undefined) return `${phantom}, a phantom: not accepted`;
  if (state === 'released') return 'given back';
  return (
    decidedText(scene, extent.id) ??
    (state === 'withdrawn' ? 'not taken' : readText(scene, extent.id))
  );
}

/** What the host decided last about an offer, unless the device refused the answer. */
function decidedText({ chronicle, step, timeline }: Scene, id: ExtentId): string | undefined {
  const decided = latest(chronicle, id, step, ({ what }) => what === 'hostDecided');
  if (decided?.happening.what !== 'hostDecided' || decided.happening.verdict !== 'refuses')
    return undefined;
  const reply = timeline.frames[decided.step - 1]?.reply;
  return reply?.kind === 'mailbox' && reply.code !== 0
    ? 'its answer was refused'
    : `refused: ${decided.happening.because}`;
}

function readText({ after: { host }, chronicle, step }: Scene, id: ExtentId): string {
  if (host.staged.some(({ extent }) => extent === id)) return 'staged, chain open';
  if (host.inbox.some(({ extent }) => extent === id)) return 'read, not decided';
  return latest(chronicle, id, step, ({ what }) => what === 'recordDropped') === undefined
    ? 'not read yet'
    : 'its record was lost: the host never heard of it';
}
