import {
  type Action,
  type Card,
  type EntityId,
  type ExtentId,
  fromHex,
  HOST_MOVE,
  isInjectFile,
  MiB,
  type ProfileId,
  profiles,
  type Scenario,
  type TwinId,
  twinIds,
} from '../model/index';
import { notHexCard, unknownCard } from './cards';
import type { DeviceForm, UserAct } from './messages';

export const isProfile = (id: string): id is ProfileId => Object.hasOwn(profiles, id);
export const isTwin = (id: string): id is TwinId => twinIds.some((known) => known === id);

const extentsIn = (entities: readonly EntityId[]): readonly ExtentId[] =>
  entities.flatMap((id) => (id.startsWith('extent:') ? [Number(id.slice('extent:'.length))] : []));

type HostAct = Exclude<UserAct, { kind: 'chooseProfile' | 'hostMachine' }>;

/** The action that stands in the log for what a person did. */
export function actionOf(act: HostAct): Action | { readonly problem: Card } {
  switch (act.kind) {
    case 'hostNext':
      return HOST_MOVE;
    case 'hostRead':
      return { kind: 'host', deed: 'read' };
    case 'hostClear':
      return { kind: 'host', deed: 'clear' };
    case 'hostList':
      return { kind: 'host', deed: 'list' };
    case 'hostRespond':
      return { kind: 'host', deed: 'respond', accept: extentsIn(act.accept) };
    case 'hostRelease':
      return { kind: 'host', deed: 'release', extents: extentsIn(act.extents) };
    case 'inject':
      return isInjectFile(act.file)
        ? { kind: 'inject', file: act.file, line: act.line }
        : { problem: unknownCard('file of a mock device', act.file) };
    case 'command':
      return commandAction(act);
    case 'guestRead':
      return { kind: 'read', space: act.space ?? 'dpa', at: act.at, length: act.length };
    case 'guestWrite':
      return isHex(act.data)
        ? { kind: 'write', space: act.space ?? 'dpa', at: act.at, data: fromHex(act.data) }
        : { problem: notHexCard };
    case 'commitDecoder':
      return { kind: 'hdm', commit: act.commit };
    case 'reset':
      return { kind: 'reset' };
    case 'clock':
      return { kind: 'clock', ns: Math.max(0, Math.trunc(act.ns)) };
    case 'chooseTwin':
      return isTwin(act.twin)
        ? { kind: 'twin', twin: act.twin }
        : { problem: unknownCard('host', act.twin) };
  }
}

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2})*$/i.test(text);

function commandAction({
  to,
  opcode,
  payload,
}: Extract<HostAct, { kind: 'command' }>): Action | { readonly problem: Card } {
  if (!isHex(payload)) return { problem: notHexCard };
  const bytes = fromHex(payload);
  return to === 'primary'
    ? { kind: 'mailbox', opcode, payload: bytes }
    : { kind: 'fmApi', to: to === 'fmLd' ? 'ld' : 'switch', opcode, payload: bytes };
}

/** A new run on the device of a form. Its configuration is not checked yet. */
export function scenarioOfForm(
  form: DeviceForm,
): { readonly scenario: Scenario; readonly step: number } | { readonly problem: Card } {
  const { profile, twin, serial } = form;
  if (!isProfile(profile)) return { problem: unknownCard('profile', profile) };
  if (!isTwin(twin)) return { problem: unknownCard('host', twin) };
  const scenario: Scenario = {
    title: 'New device',
    profile,
    device: {
      id: form.id,
      staticVolatile: form.staticMiB * MiB,
      staticPersistent: form.persistentMiB * MiB,
      dynamicCapacity: form.dcMiB * MiB,
      regionCount: form.regions,
      ...(serial === undefined ? {} : { serial }),
      ...(form.kind === 'sharable' ? { sharable: true } : {}),
      ...(form.kind === 'empty' ? { startsEmpty: true } : {}),
    },
    host: {
      twin,
      decoder: {
        start: (form.staticMiB + form.persistentMiB) * MiB,
        length: form.decoderMiB * MiB,
      },
    },
    actions: [],
    queue: [],
  };
  return { scenario, step: 0 };
}
