import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BytesTab, Card, CommandForm, Tone } from '../../model/view/page';
import type { Draft } from './payload';

export type To = CommandForm['to'];

/** A command that was sent, and what came of it. */
export interface Sent {
  readonly key: number;
  readonly to: To;
  readonly opcode: number;
  readonly number: string;
  readonly name: string;
  readonly hex: string;
  readonly step: number;
  /** `00h Success`, or what the device said instead. */
  readonly code: string;
  readonly tone: Tone;
  /** Bytes that came back, where the mailbox tells. */
  readonly bytesOut: number | undefined;
}

export interface ConsoleState {
  readonly forms: readonly CommandForm[];
  readonly to: To;
  readonly filter: string;
  /** The command chosen on each interface. */
  readonly chosen: Readonly<Partial<Record<To, number>>>;
  /** What was written so far, by interface and opcode. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** The bytes of the present draft, field by field. */
  readonly tab: BytesTab | undefined;
  readonly problem: Card | undefined;
  /** A field cannot be read, so the bytes are not what the fields say. */
  readonly unbuilt: boolean;
  readonly history: readonly Sent[];
}

/** Lives as long as the page, so that nothing typed is lost by looking at another tab. */
export const consoleStore = createStore<ConsoleState>()(() => ({
  forms: [],
  to: 'primary',
  filter: '',
  chosen: { primary: 0x4802 },
  drafts: {},
  tab: undefined,
  problem: undefined,
  unbuilt: false,
  history: [],
}));

/** Reads one narrow part of the console's state. */
export function useConsole<T>(selector: (state: ConsoleState) => T): T {
  return useStore(consoleStore, selector);
}

/** The command that is being written. */
export function currentForm({ forms, to, chosen }: ConsoleState): CommandForm | undefined {
  const here = forms.filter((form) => form.to === to);
  return here.find(({ opcode }) => opcode === chosen[to]) ?? here.find(({ modelled }) => modelled);
}

export function draftKey({ to, opcode }: Pick<CommandForm, 'to' | 'opcode'>): string {
  return `${to}:${opcode}`;
}
