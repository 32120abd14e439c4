import type { Happening } from '../../happening';
import type { Action } from '../../simulation/action';
import { hex } from '../../units';
import { faultWords } from './fault-words';
import { happeningsOf, sum } from '../scene/gather';
import { counted } from './names';

/** A load or store of a guest, and what of it went nowhere. */
export interface GuestAccess {
  readonly kind: 'read' | 'write';
  /** The address as the guest named it. */
  readonly at: number;
  /** The DPA it comes to; the address itself where no decoder takes it. */
  readonly dpa: number;
  readonly asked: number;
  /** Bytes that went nowhere. */
  readonly lost: number;
  /** The first of them. */
  readonly fault?: Extract<Happening, { readonly what: 'memoryDropped' }>;
}

interface Frame {
  readonly action: Action;
  readonly happenings: readonly Happening[];
}

/** The access of a step; nothing where it was something else. */
export function accessOf({
  frame,
}: {
  readonly frame: Frame | undefined;
}): GuestAccess | undefined {
  const action = frame?.action;
  if (frame === undefined || (action?.kind !== 'read' && action?.kind !== 'write'))
    return undefined;
  const dropped = happeningsOf(frame.happenings, 'memoryDropped');
  const [fault] = dropped;
  const reached = [
    ...happeningsOf(frame.happenings, 'memoryRead'),
    ...happeningsOf(frame.happenings, 'memoryWritten'),
  ];
  const places = [...reached, ...dropped].map(({ dpa }) => dpa);
  return {
    kind: action.kind,
    at: action.at,
    dpa: places.length === 0 ? action.at : Math.min(...places),
    asked: action.kind === 'read' ? action.length : action.data.length,
    lost: sum(dropped.map(({ length }) => length)),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** What became of an access: `gets zeros`, `gets zeros for 8 of 16 bytes`; nothing where all of it went well. */
export function lossText({ kind, asked, lost, fault }: GuestAccess): string | undefined {
  if (fault === undefined) return undefined;
  const part = lost === asked ? '' : ` for ${lost} of ${counted(asked, 'byte')}`;
  return kind === 'read' ? `gets zeros${part}` : `writes nothing${part}`;
}

/** The line beside Read and Write: what the guest did, what came of it, and why. */
export function accessText(access: GuestAccess): string {
  const { kind, dpa, asked, fault } = access;
  const done = kind === 'read' ? 'read' : 'written';
  const what = counted(asked, 'byte');
  if (fault === undefined) return `${what} ${done} at ${hex(dpa)}.`;
  const why = faultWords[fault.fault];
  const loss = lossText(access) ?? '';
  return `The guest ${loss}: ${why} (${what} ${kind === 'read' ? 'asked for' : 'sent'} at ${hex(dpa)}).`;
}
