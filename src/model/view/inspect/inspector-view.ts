import { sceneNamed } from '../words/scene-named';
import { aboutExtent } from '../page/states';
import { bitAt } from '../../persistent/block-map';
import { blocksOf, ldOf, regionAt, type OfferGroup, type Region } from '../../device/device-state';
import { stateAt } from '../../simulation/run/timeline';
import { endOf, type Extent } from '../../extent';
import { inOrder } from '../../device/extent-list';
import { hex, iec } from '../../units';
import { chipState, partsOf } from '../map/chips';
import { tagText } from '../../interop/inject-line';
import { coverage } from '../map/coverage';
import { extentAt, extentIn } from '../scene/extent-at';
import { acceptedPieces, devicePieces, stateKinds } from '../map/pieces';
import { hostAfter, ldAfter, ldBefore, type Scene } from '../scene/scene';
import { eventTypeName, extentLabel, extentNames, groupLabel, regionLabel } from '../words/names';
import { kindsIn, type EntityId, type InspectorView } from '../page';
import { happeningsOf } from '../scene/gather';
import { derived, fact } from './facts';
import { otherInspector } from './inspector-more';
import { ruleBook, specSection } from '../rules/rule-book';

/** Bits shown around an entity. */
const LOUPE = 16;

/** What is known of an entity at a step; nothing for what this step does not know. */
export function inspectorView(whole: Scene, id: EntityId): InspectorView | undefined {
  const named = sceneNamed(whole, id);
  const found = named && inspectorOf(named.scene, named.name);
  return found && { ...found, id };
}

function inspectorOf(scene: Scene, id: EntityId): InspectorView | undefined {
  const [kind = '', ...rest] = id.split(':');
  const number = Number(rest[0]);
  switch (kind) {
    case 'extent':
      return extentInspector(scene, id, number);
    case 'record':
      return recordInspector(scene, id, number);
    case 'group':
      return groupInspector(scene, id, number);
    case 'blocks':
      return blocksInspector(scene, id, number, rest[1] ?? '');
    case 'rule':
      return ruleInspector(id, rest.join(':'));
    default:
      return otherInspector(scene, id);
  }
}

function extentInspector(scene: Scene, id: EntityId, number: number): InspectorView | undefined {
  const extent = extentAt(scene, number);
  if (extent === undefined) return undefined;
  const ld = ldAfter(scene);
  const state = chipState(scene, number);
  const region = regionAt(ld, extent.start);
  const list = inOrder(ld.accepted).findIndex((item) => item.id === number);
  const parts = partsOf(scene, number);
  const uuid = tagText(extent.tag);
  return {
    id,
    title: `Extent ${extentLabel(number)}`,
    state,
    summary: aboutExtent(state),
    facts: [
      fact('DPA', hex(extent.start)),
      fact('Length', `${hex(extent.length)} ${iec(extent.length)}`),
      ...(region === undefined ? [] : [derived('Blocks', blocksText(region, extent))]),
      ...(list === -1 ? [] : [derived('List index', String(list))]),
      fact('Tag', uuid === '' ? 'none' : uuid),
      fact('Sequence', String(extent.sharedSeq)),
      ...askedFacts(scene, extent),
      ...(extent.from === undefined ? [] : [derived('Cut from', extentLabel(extent.from))]),
      ...(parts.length === 0 ? [] : [derived('Left of it', extentNames(parts))]),
    ],
    ...(region === undefined ? {} : { bits: loupe(scene, region, extent) }),
  };
}

/** How much of an accepted extent is asked back, where it is not all or nothing. */
function askedFacts(scene: Scene, { id, start, length }: Extent): InspectorView['facts'] {
  const ld = ldAfter(scene);
  if (extentIn(scene.after.device, id)?.where !== 'accepted') return [];
  const asked = acceptedPieces(ld, id, { start, end: start + length })
    .filter(({ state }) => state === 'askedBack')
    .reduce((bytes, piece) => bytes + piece.end - piece.start, 0);
  return asked === 0 || asked === length
    ? []
    : [derived('Asked back', `${iec(asked)} of ${iec(length)}`)];
}

function blocksText(region: Region, extent: Extent): string {
  const { first, count } = blocksOf(region, extent);
  return `${regionLabel(region.index)} ${first}–${first + count - 1}`;
}

function loupe(
  scene: Scene,
  region: Region,
  range: { readonly start: number; readonly length: number },
): NonNullable<InspectorView['bits']> {
  const ld = ldAfter(scene);
  const { first, count } = blocksOf(region, range);
  const from = Math.max(0, Math.min(first - 4, region.blocks - LOUPE));
  const shown = Math.min(LOUPE, region.blocks);
  const window = {
    ...region,
    base: region.base + from * region.blockSize,
    length: shown * region.blockSize,
    blocks: shown,
  };
  const blocks = coverage(
    { region: window, firstBlock: 0, blocksPerCell: 1, cells: shown },
    devicePieces(ld, region),
    stateKinds,
  );
  const bitmap = ld.bitmaps[region.index];
  const changed = [
    ...happeningsOf(scene.happenings, 'blocksBacked'),
    ...happeningsOf(scene.happenings, 'blocksCleared'),
  ].filter((run) => run.region === region.index);
  return {
    region: regionLabel(region.index),
    cells: Array.from({ length: shown }, (_, i) => {
      const block = from + i;
      return {
        block,
        bit: bitmap === undefined ? 0 : bitAt(bitmap, block),
        state: kindsIn(blocks, i)[0] ?? 'free',
        inside: block >= first && block < first + count,
        changed: changed.some((run) => block >= run.first && block < run.first + run.count),
      };
    }),
  };
}

function recordInspector(scene: Scene, id: EntityId, serial: number): InspectorView | undefined {
  const record = ldAfter(scene).eventLogs.dynamicCapacity.records.find(
    (item) => item.serial === serial,
  );
  if (record === undefined) return undefined;
  return {
    id,
    title: `Record ${record.handle}`,
    state: chipState(scene, record.extent),
    summary: `${eventTypeName(record.type)} for ${extentLabel(record.extent)}`,
    facts: [
      fact('Handle', String(record.handle)),
      fact('More', record.more ? '1, the chain goes on' : '0, the chain ends here'),
      fact('DPA', hex(record.start)),
      fact('Length', `${hex(record.length)} ${iec(record.length)}`),
      derived(
        'Read',
        hostAfter(scene).inbox.some(({ handle }) => handle === record.handle)
          ? 'by the host, not cleared'
          : 'not yet',
      ),
    ],
  };
}

function groupInspector(scene: Scene, id: EntityId, number: number): InspectorView | undefined {
  const { pending } = ldAfter(scene);
  const at = pending.findIndex((group) => group.id === number);
  const group =
    pending[at] ??
    ldBefore(scene).pending.find((item) => item.id === number) ??
    offeredIn(scene, number);
  if (group === undefined) return undefined;
  return {
    id,
    title: `Offer group ${groupLabel(number)}`,
    summary:
      at === -1
        ? groupTime(scene, number)
        : at === 0
          ? 'first to be answered'
          : `waits behind ${groupLabel(pending[0]?.id ?? 0)}`,
    facts: [
      fact('Extents', String(group.extents.length)),
      fact('Capacity', iec(group.extents.reduce((total, extent) => total + extent.length, 0))),
    ],
  };
}

/** The step in which something occurred to a group. */
const stepOf = ({ timeline }: Scene, what: 'groupOffered' | 'groupClosed', group: number): number =>
  timeline.frames.findIndex(({ happenings }) =>
    happeningsOf(happenings, what).some((item) => item.group === group),
  ) + 1;

/** A group of another step: its bracket beside the steps can be selected at any of them. */
function offeredIn(scene: Scene, group: number): OfferGroup | undefined {
  const state = stateAt(scene.timeline, stepOf(scene, 'groupOffered', group));
  return ldOf(state.device).pending.find(({ id }) => id === group);
}

function groupTime(scene: Scene, group: number): string {
  const offered = stepOf(scene, 'groupOffered', group);
  if (offered > scene.step) return `not offered yet: that is step ${offered}`;
  const closed = stepOf(scene, 'groupClosed', group);
  if (closed === 0) return 'no longer on offer';
  return closed === scene.step ? 'answered in this step' : `answered in step ${closed}`;
}

function blocksInspector(
  scene: Scene,
  id: EntityId,
  index: number,
  run: string,
): InspectorView | undefined {
  const region = ldAfter(scene).regions[index];
  const [first = 0, last = first] = run.split('-').map(Number);
  if (region === undefined) return undefined;
  const range = {
    start: region.base + first * region.blockSize,
    length: (last - first + 1) * region.blockSize,
  };
  const owners = devicePieces(ldAfter(scene), region).filter(
    (piece) => piece.start < endOf(range) && piece.end > range.start,
  );
  return {
    id,
    title: `Blocks ${first}–${last} of ${regionLabel(index)}`,
    summary:
      owners.length === 0
        ? 'free: neither offered nor accepted'
        : extentNames([...new Set(owners.map(({ extent }) => extent))]),
    facts: [fact('DPA', hex(range.start)), derived('Length', iec(range.length))],
    bits: loupe(scene, region, range),
  };
}

function ruleInspector(id: EntityId, rule: string): InspectorView | undefined {
  const facts = ruleBook.get(rule);
  if (facts === undefined) return undefined;
  return {
    id,
    title: facts.says,
    summary: facts.fix,
    facts: [fact('Rule', facts.id), fact('Section', specSection(facts) ?? `${facts.section} only`)],
  };
}
