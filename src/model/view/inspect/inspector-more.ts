import { totalsOf } from '../page/cells';
import { stateAt } from '../../simulation/run/timeline';
import { hex, iec } from '../../units';
import { bytesView } from '../bytes/bytes-view';
import { coverage, gridOf } from '../map/coverage';
import { derived, fact } from './facts';
import { devicePieces, stateKinds } from '../map/pieces';
import { hostAfter, ldAfter, type Scene } from '../scene/scene';
import { counted, regionLabel, sysfsName } from '../words/names';
import type { EntityId, FieldView, InspectorView } from '../page';
import { registersView } from '../device/registers-view';
import { startWords, summaryOf } from '../words/summary';

type Inspecting = (scene: Scene, id: EntityId, rest: string) => InspectorView | undefined;

const others: ReadonlyMap<string, Inspecting> = new Map<string, Inspecting>([
  ['step', stepInspector],
  ['code', stepInspector],
  ['region', regionInspector],
  ['field', fieldInspector],
  ['register', registerInspector],
  ['shown', shownInspector],
  ['dax', daxInspector],
]);

/** What is known of steps, regions, byte fields, registers and the extents a host shows. */
export function otherInspector(scene: Scene, id: EntityId): InspectorView | undefined {
  const cut = id.indexOf(':');
  return others.get(id.slice(0, cut))?.(scene, id, id.slice(cut + 1));
}

const actors = { fm: 'fabric manager', device: 'device', host: 'host' } as const;

function stepInspector({ timeline }: Scene, id: EntityId, rest: string): InspectorView | undefined {
  const step = Number(rest);
  const frame = timeline.frames[step - 1];
  if (frame === undefined) {
    return step === 0
      ? { id, title: 'Start', summary: startWords(timeline.first), facts: [] }
      : undefined;
  }
  const words = summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
  return {
    id,
    title: `Step ${step}`,
    summary: words.sentence,
    facts: [
      fact('Who', actors[words.actor]),
      ...(words.opcode === undefined ? [] : [fact('Command', words.opcode)]),
      ...(words.code === undefined ? [] : [fact('Answer', words.code)]),
      ...(words.effect === '' ? [] : [derived('Effect', words.effect)]),
    ],
  };
}

function regionInspector(scene: Scene, id: EntityId, rest: string): InspectorView | undefined {
  const ld = ldAfter(scene);
  const region = ld.regions[Number(rest)];
  if (region === undefined) return undefined;
  const blocks = totalsOf(coverage(gridOf(region), devicePieces(ld, region), stateKinds));
  return {
    id,
    title: `Region ${regionLabel(region.index)}`,
    summary: `${counted(region.blocks, 'block')} of ${iec(region.blockSize)}`,
    facts: [
      fact('DPA', hex(region.base)),
      fact('Length', `${hex(region.length)} ${iec(region.length)}`),
      derived('Accepted', counted(blocks.accepted, 'block')),
      derived('Back', counted(blocks.askedBack, 'block')),
      derived('Offered', counted(blocks.offered, 'block')),
      derived('Free', counted(blocks.free, 'block')),
    ],
  };
}

function fieldInspector(scene: Scene, id: EntityId, rest: string): InspectorView | undefined {
  const cut = rest.lastIndexOf(':');
  const tabs = [...bytesView(scene).tabs, registersView(scene).cdat];
  const tab = tabs.find((item) => item.id === rest.slice(0, cut));
  const field = tab?.fields.find((item) => item.path === rest.slice(cut + 1));
  return field && fieldFacts(id, tab?.title ?? '', field);
}

const fieldFacts = (id: EntityId, message: string, field: FieldView): InspectorView => ({
  id,
  title: field.label,
  summary: message,
  facts: [
    fact('Value', field.value),
    ...(field.derived === undefined ? [] : [derived('Means', field.derived)]),
    fact('Offset', `0x${field.offset.toString(16).toUpperCase()}`),
    fact('Bytes', String(field.size)),
    fact('Type', field.type),
  ],
});

function registerInspector(scene: Scene, id: EntityId): InspectorView | undefined {
  const register = registersView(scene).registers.find((item) => item.id === id);
  return (
    register && {
      id,
      title: register.name,
      summary: register.access,
      facts: [
        fact('Value', register.value),
        fact('Offset', `0x${register.offset.toString(16).toUpperCase()}`),
        fact('Bytes', String(register.width)),
      ],
    }
  );
}

function shownInspector(scene: Scene, id: EntityId, rest: string): InspectorView | undefined {
  const shown = hostAfter(scene).extents.find((extent) => sysfsName(extent) === rest);
  return (
    shown && {
      id,
      title: `Host ${rest}`,
      summary: 'as the host’s sysfs names it',
      facts: [
        fact('DPA', hex(shown.start)),
        fact('Length', `${hex(shown.length)} ${iec(shown.length)}`),
      ],
    }
  );
}

function daxInspector(scene: Scene, id: EntityId, rest: string): InspectorView | undefined {
  const device = hostAfter(scene).daxDevices.find((dax) => dax.id === rest);
  return (
    device && {
      id,
      title: rest,
      summary: device.driver === 'kmem' ? 'a dax device, used as system RAM' : 'a dax device',
      facts: device.ranges.map(({ start, length }, i) =>
        fact(`Range ${i}`, `${hex(start)} ${iec(length)}`),
      ),
    }
  );
}
