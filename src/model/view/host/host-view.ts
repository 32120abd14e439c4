import type { HostVerdict } from '../../happening';
import { openOffers } from '../../host/beliefs';
import { firstRegion } from '../../host/host-state';
import { twins } from '../../host/twins';
import { codeTitle, hexCode } from '../../layouts/return-code';
import { nextMove } from '../../simulation/steps/host-step';
import type { Frame } from '../../simulation/run/timeline';
import { leftText, waitText } from '../words/chain-note';
import { chipOf } from '../map/chips';
import { capacityDifferencesOf } from '../map/differences';
import { happeningsOf } from '../scene/gather';
import { hostAfter, type Scene } from '../scene/scene';
import { capital } from '../words/names';
import { definedOnly } from '../scene/present';
import type { HostView } from '../page';

/** Lines the host printed that the page gets, the newest last. */
const MAX_LINES = 200;
const MAX_DIFFERENCES = 200;

/** What the host believes, what it decided last, and what it may do. */
export function hostView(scene: Scene): HostView {
  const { host } = scene.after;
  const move = nextMove(scene.after);
  const differences = capacityDifferencesOf(scene);
  return {
    twin: twins[host.twin].label,
    decisions: decisionsOf(scene),
    ...(move === undefined ? {} : { next: { title: capital(move.title), because: move.because } }),
    ...definedOnly({ rest: move === undefined ? restOf(scene) : undefined }),
    offers: openOffers(host).map(({ extent }) => chipOf(scene, extent)),
    holds: host.extents
      .filter(({ extent }) => extent !== 0)
      .slice(0, MAX_LINES)
      .map(({ extent }) => chipOf(scene, extent)),
    unclearedRecords: host.inbox.map(({ handle }) => handle),
    differences: differences
      .slice(0, MAX_DIFFERENCES)
      .map(({ text, entities }) => ({ text, entities })),
    differencesLeft: Math.max(0, differences.length - MAX_DIFFERENCES),
    lines: linesOf(scene),
    decoder: firstRegion(host),
  };
}

function restOf(scene: Scene): HostView['rest'] {
  const { crashed, bound, twin } = hostAfter(scene);
  if (crashed !== undefined) {
    return {
      title: 'Kernel has crashed',
      because: `${crashed}. Only a restart of the host helps.`,
    };
  }
  if (!bound) {
    return {
      title: 'Driver is not bound',
      because: 'The host sees nothing of the device until its driver is bound again.',
    };
  }
  if (!twins[twin].handlesEvents) {
    return {
      title: 'You play this host',
      because: 'It does what you choose, and nothing by itself.',
    };
  }
  const waits = waitText(scene.after);
  if (waits !== undefined) return { title: 'Host waits', because: waits };
  const left = leftText(scene.after);
  return left === undefined ? undefined : { title: 'Host is idle', because: left };
}

/** The decisions of the latest step in which the host decided anything, and what the device made of them. */
function decisionsOf(scene: Scene): HostView['decisions'] {
  for (let at = scene.step; at >= 1; at -= 1) {
    const frame = scene.timeline.frames[at - 1];
    const decided = happeningsOf(frame?.happenings ?? [], 'hostDecided');
    if (frame !== undefined && decided.length > 0) {
      return decided.map(({ extent, verdict, because, rule }) => ({
        chip: chipOf(scene, extent),
        verdict,
        because,
        rule,
        ...definedOnly({ refused: sent.has(verdict) ? refusalOf(frame) : undefined }),
      }));
    }
  }
  return [];
}

/** Decisions that the host tells the device of. */
const sent: ReadonlySet<HostVerdict> = new Set<HostVerdict>(['accepts', 'releases']);

const refusalOf = ({ reply }: Frame): HostView['decisions'][number]['refused'] =>
  reply.kind === 'mailbox' && reply.code !== 0
    ? { code: hexCode(reply.code), name: codeTitle(reply.code) }
    : undefined;

/** What it printed for anyone to read: its debug lines stand in the pane of the host machine. */
function linesOf({ timeline, step }: Scene): HostView['lines'] {
  const lines: HostView['lines'][number][] = [];
  for (let at = step; at >= 1 && lines.length < MAX_LINES; at -= 1) {
    const printed = happeningsOf(timeline.frames[at - 1]?.happenings ?? [], 'hostPrinted');
    const told = printed.filter(({ line }) => line.level !== 'debug').slice(-MAX_LINES);
    lines.unshift(...told.map(({ line: { kind, text } }) => ({ step: at, kind, text })));
  }
  return lines;
}
