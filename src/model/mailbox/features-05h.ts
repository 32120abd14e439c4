import { fromHex, toHex } from '../codec/codec';
import { decode, encode } from '../codec/message';
import { deviceWith, type DeviceState, type FeatureState } from '../device/device-state';
import { features, type Feature } from '../device/features';
import type { Profile } from '../device/profiles/profile';
import {
  FEATURE_BYTES,
  FEATURES_HEAD,
  featuresReply,
  featuresRequest,
  getFeatureRequest,
  SET_FEATURE_HEAD,
  setFeatureRequest,
} from '../layouts/features';
import {
  featuresLadder,
  getFeatureLadder,
  NO_TRANSFER,
  setFeatureHeadLadder,
  setFeatureLadder,
  type SetFeatureInput,
} from '../rules/features';
import {
  answerLimit,
  checked,
  done,
  type Command,
  type CommandResult,
  type Context,
} from './command';

const fresh: FeatureState = {
  values: features.map(({ initial }) => initial),
  drafts: features.map(({ writeSize }) => '00'.repeat(writeSize)),
  transfer: NO_TRANSFER,
  written: 0,
};

const stateOf = (device: DeviceState): FeatureState => device.features ?? fresh;

const indexOf = ({ features: supported }: Profile, uuid: string): number =>
  features.slice(0, supported).findIndex((feature) => feature.uuid === uuid);

/** Immediate configuration change, and the effects are valid. */
const EFFECTS = 0x0202;

const listFeatures: Command = {
  opcode: 0x0500,
  name: 'Get Supported Features',
  section: '8.2.9.6.1',
  ladder: featuresLadder,
  length: 8,
  request: featuresRequest,
  usual: () => fromHex('8801000000000000'),
  reply: featuresReply,
  run(context, payload) {
    const { device, profile } = context;
    const { bytes, start } = decode(featuresRequest, payload).header;
    const supported = profile.features;
    return checked(context, featuresLadder, { bytes, start, supported }, () => {
      // QEMU keeps this number in 16 bits.
      const wanted = Math.floor((bytes - FEATURES_HEAD) / FEATURE_BYTES) % 0x1_0000;
      const items = features
        .slice(0, supported)
        .map((feature, index) => entryOf(feature, index))
        .slice(start, start + wanted);
      return done(device, encode(featuresReply, { count: items.length, supported }, items));
    });
  },
};

const entryOf = ({ uuid, initial, writeSize, version, attributes }: Feature, index: number) => ({
  uuid,
  index,
  readSize: initial.length / 2,
  writeSize,
  attributes,
  readVersion: version,
  writeVersion: version,
  effects: EFFECTS,
});

const getFeature: Command = {
  opcode: 0x0501,
  name: 'Get Feature',
  section: '8.2.9.6.2',
  ladder: getFeatureLadder,
  length: 21,
  request: getFeatureRequest,
  usual: () => fromHex(`${features[0]?.uuid ?? ''}0000000400`),
  run(context, payload) {
    const { device, profile } = context;
    const asked = decode(getFeatureRequest, payload).header;
    const at = indexOf(profile, asked.uuid);
    const { values, transfer } = stateOf(device);
    const value = fromHex(values[at] ?? '');
    const input = {
      ...asked,
      feature: features[at],
      transfer,
      limit: answerLimit(context),
      size: value.length,
    };
    return checked(context, getFeatureLadder, input, () =>
      done(device, value.slice(asked.offset, asked.offset + asked.count)),
    );
  },
};

/** What bits 0 to 2 of the flags say of the data; other values only write. */
const transfers = { full: 0, initiate: 1, finish: 3, abort: 4 } as const;

/** The state with data written into the draft of a feature. */
function drafted(state: FeatureState, at: number, offset: number, data: Uint8Array): FeatureState {
  const draft = fromHex(state.drafts[at] ?? '');
  draft.set(data, offset);
  return {
    ...state,
    drafts: state.drafts.with(at, toHex(draft)),
    written: state.written + data.length,
  };
}

/** The state in which a feature has taken what its draft holds. */
function applied(state: FeatureState, at: number): FeatureState {
  const value = fromHex(state.values[at] ?? '');
  const draft = fromHex(state.drafts[at] ?? '');
  for (const { from, to, mask, keep } of features[at]?.taken ?? [])
    value[to] = ((value[to] ?? 0) & keep) | ((draft[from] ?? 0) & mask);
  return { ...state, values: state.values.with(at, toHex(value)) };
}

/** The state after a transfer: as many bytes of the draft as were written are zeros again, from its begin on. */
function closed(state: FeatureState, at: number): FeatureState {
  const draft = fromHex(state.drafts[at] ?? '').fill(0, 0, state.written);
  return {
    ...state,
    drafts: state.drafts.with(at, toHex(draft)),
    transfer: NO_TRANSFER,
    written: 0,
  };
}

const setFeature: Command = {
  opcode: 0x0502,
  name: 'Set Feature',
  section: '8.2.9.6.3',
  ladder: [...setFeatureHeadLadder, ...setFeatureLadder],
  length: 'variable',
  request: setFeatureRequest,
  usual: () => fromHex(`${features[0]?.uuid ?? ''}00000000000001${'00'.repeat(9)}0c00`),
  run(context, payload) {
    const { device, profile } = context;
    const head = decode(setFeatureRequest, payload).header;
    const at = indexOf(profile, head.uuid);
    const state = stateOf(device);
    const input: SetFeatureInput = {
      ...head,
      feature: features[at],
      transfer: state.transfer,
      payloadLength: payload.length,
      length: payload.length - SET_FEATURE_HEAD,
    };
    return checked(context, setFeatureHeadLadder, input, () => {
      const kind = head.flags & 7;
      const begun =
        kind === transfers.initiate ? { ...state, transfer: head.uuid, written: 0 } : state;
      return written(context, input, { begun, at, kind, data: payload.slice(SET_FEATURE_HEAD) });
    });
  },
};

interface Writing {
  readonly begun: FeatureState;
  readonly at: number;
  readonly kind: number;
  readonly data: Uint8Array;
}

function written(
  context: Context,
  input: SetFeatureInput,
  { begun, at, kind, data }: Writing,
): CommandResult {
  const { device } = context;
  const result = checked(context, setFeatureLadder, input, () => {
    const draft = drafted(begun, at, input.offset, data);
    const ends = kind === transfers.full || kind === transfers.finish;
    const next = ends ? applied(draft, at) : draft;
    return done(
      deviceWith(device, {
        features: ends || kind === transfers.abort ? closed(next, at) : next,
      }),
    );
  });
  return result.kind === 'refused'
    ? { ...result, device: deviceWith(device, { features: begun }) }
    : result;
}

/** Command set 05h, features. */
export const featureCommands: readonly Command[] = [listFeatures, getFeature, setFeature];
