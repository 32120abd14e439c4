import { ldOf } from '../device/device-state';
import { profiles, type Profile } from '../device/profiles/profile';
import { MiB } from '../units';
import { twins } from '../host/twins';
import { twinIds } from '../host/twin-id';
import { upcoming } from '../simulation/run/timeline-next';
import type { Timeline } from '../simulation/run/timeline';
import { bytesView } from './bytes/bytes-view';
import { groupLabel, listed } from './words/names';
import { definedOnly } from './scene/present';
import type { SimulationState } from '../simulation/state';
import { hostView } from './host/host-view';
import { ladderView } from './rules/ladder-view';
import { byHandText } from './host/by-hand';
import { lanesView } from './run/lanes-view';
import { ledgerView } from './device/ledger-view';
import { mapsView } from './map/map-view';
import type { MapWindow } from './page/map';
import type { Scene } from './scene/scene';
import { outcomeView } from './outcome/outcome-view';
import { deviceView } from './device/device-view';
import { fmView } from './device/fm-view';
import type { PageView, RunView } from './page';
import { readQueued } from './run/queued';
import { memoryView } from './device/memory-view';
import { stepsView } from './run/steps-view';

/** What the run can do besides showing a step. */
export interface Abilities {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly branches: RunView['branches'];
}

/** What a page is made of beside the scene. */
export interface PageWish extends Abilities {
  /** The part of a region that its map shows; the whole unless it is given. */
  readonly window?: MapWindow | undefined;
}

const profileChoice = (profile: Profile): RunView['profiles'][number] => {
  const { id, label, regionSize, sizes } = profile;
  return {
    id,
    label,
    ...(typeof regionSize === 'number' ? { regionMiB: regionSize / MiB } : {}),
    ...(sizes === 'free'
      ? {}
      : {
          fixture: {
            staticMiB: sizes.staticVolatile / MiB,
            dcMiB: sizes.dynamicCapacity / MiB,
            regions: sizes.regionCount,
          },
        }),
    kinds: [
      'usual',
      ...(profile.preAccepted.length > 0 ? (['empty'] as const) : []),
      ...(profile.sharing ? (['sharable'] as const) : []),
    ],
  };
};

function runView(scene: Scene, abilities: Abilities): RunView {
  const { timeline, step, after } = scene;
  const { device, profile } = timeline.start;
  const next = nextStep(timeline, step);
  return {
    title: timeline.title,
    ...definedOnly({ about: timeline.about }),
    profile,
    profiles: Object.values(profiles).map(profileChoice),
    qmp: profiles[profile].qmpDialect,
    twin: after.host.twin,
    twins: twinIds.map((id) => ({ id, label: twins[id].label, about: twins[id].about })),
    device: {
      id: device.id,
      staticBytes: device.staticVolatile + device.staticPersistent,
      dcBytes: device.dynamicCapacity,
      regions: device.regionCount,
    },
    step,
    steps: timeline.frames.length,
    queued: timeline.queue.length,
    ...definedOnly({ byHand: byHandText(timeline) }),
    hasChecks: timeline.frames.some(({ expects }) => expects !== undefined),
    ...(next === undefined ? definedOnly({ waits: waitsText(after) }) : { next }),
    ...abilities,
  };
}

/** The offers that nobody answers by himself. */
function waitsText({ device, host }: SimulationState): string | undefined {
  if (host.crashed !== undefined) return 'The kernel of the host has crashed';
  if (!host.bound) return 'The driver of the host is not bound';
  const { pending } = ldOf(device);
  if (pending.length === 0 || device.crashed !== undefined) return undefined;
  const groups = listed(pending.map(({ id }) => groupLabel(id)));
  const answer = twins[host.twin].handlesEvents ? 'the host’s answer' : 'your answer as the host';
  return `${groups} ${pending.length === 1 ? 'waits' : 'wait'} for ${answer}`;
}

function nextStep(timeline: Timeline, step: number): RunView['next'] {
  const recorded = stepsView(timeline)[step];
  if (recorded?.status === 'done') {
    return { actor: recorded.actor, title: recorded.says, because: 'recorded in this run' };
  }
  const next = upcoming(timeline);
  switch (next?.kind) {
    case undefined:
      return undefined;
    case 'host':
      return { actor: 'host', title: next.move.title, because: next.move.because };
    case 'fm':
      return {
        actor: 'fm',
        title: readQueued(next.request),
        because: 'next in the pasted session',
      };
    case 'clock':
      return {
        actor: 'device',
        title: `${secondsText(next.ns)} pass`,
        because: 'the host waits for the rest of a chain, and gives up then',
      };
  }
}

/** Nanoseconds as seconds: `20 s`. */
const secondsText = (ns: number): string => `${Math.round(ns / 1e6) / 1e3} s`;

/** Everything the page draws at one step. */
export const pageView = (scene: Scene, { window, ...abilities }: PageWish): PageView => ({
  run: runView(scene, abilities),
  outcome: outcomeView(scene),
  steps: stepsView(scene.timeline),
  lanes: lanesView(scene.timeline),
  fm: fmView(scene),
  device: deviceView(scene),
  host: hostView(scene),
  maps: mapsView(scene, window),
  ledger: ledgerView(scene),
  ladder: ladderView(scene),
  bytes: bytesView(scene),
  memory: memoryView(scene),
});
