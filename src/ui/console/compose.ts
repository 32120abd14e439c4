import { actFrom } from '../simulator/actions';
import { ask } from '../simulator/connect';
import { bare, hexFault, spaced } from '../kit/hex';
import { consoleStore, currentForm, draftKey } from './console-store';
import type { ConsoleState, Sent, To } from './console-store';
import { emptyDraft, valuesOf } from './payload';
import type { Draft, Values } from './payload';
import type { CommandForm, PageView } from '../../model/view/page';
import { pageNow } from '../state/run';

const debounceMs = 150;
const historyLength = 10;
let timer: number | undefined;
/** The work that waits for the timer, and the one under way. */
let waiting: (() => Promise<void>) | undefined;
let running: Promise<void> = Promise.resolve();
/** Tells the newest edit from those whose answer comes late. */
let turn = 0;

const set = (change: Partial<ConsoleState>): void => {
  consoleStore.setState(change);
};

/** Asks what commands there are; they depend on the device rules. */
export async function loadForms(): Promise<void> {
  const forms = await ask('commands');
  if (forms === undefined) return;
  set({ forms });
  await readHex();
}

export function chooseInterface(to: To): void {
  set({ to, filter: '', tab: undefined, problem: undefined });
  later(readHex, 0);
}

export function chooseCommand(opcode: number): void {
  const { to, chosen } = consoleStore.getState();
  set({ chosen: { ...chosen, [to]: opcode }, tab: undefined, problem: undefined });
  later(readHex, 0);
}

export function setFilter(filter: string): void {
  set({ filter });
}

/** The draft of the command that is being written. */
export function draftOf(state: Pick<ConsoleState, 'drafts'>, form: CommandForm): Draft {
  return state.drafts[draftKey(form)] ?? emptyDraft(form);
}

export function editField(path: string, value: string): void {
  edit((draft) => ({ ...draft, fields: { ...draft.fields, [path]: value } }), buildHex);
}

export function editItem(index: number, path: string, value: string): void {
  editItems((items) => items.map((item, at) => (at === index ? { ...item, [path]: value } : item)));
}

export function addItem(): void {
  editItems((items) => [...items, {}]);
}

/** Puts these items in place of all there are. */
export function fillItems(filled: readonly Values[]): void {
  editItems(() => filled);
}

export function removeItem(index: number): void {
  editItems((items) => items.filter((_, at) => at !== index));
}

export function editHex(hex: string): void {
  edit((draft) => ({ ...draft, hex }), readHex);
}

/** Starts the present command over. */
export function clearDraft(): void {
  const form = currentForm(consoleStore.getState());
  if (form !== undefined) edit(() => emptyDraft(form), readHex);
}

/** The list sets its own count; whoever wants it to lie may type another afterwards. */
function editItems(change: (items: readonly Values[]) => readonly Values[]): void {
  const count = currentForm(consoleStore.getState())?.items?.countField;
  edit((draft) => {
    const items = change(draft.items);
    const same = items.length === draft.items.length;
    const fields =
      same || count === undefined
        ? draft.fields
        : { ...draft.fields, [count]: String(items.length) };
    return { ...draft, fields, items };
  }, buildHex);
}

function edit(change: (draft: Draft) => Draft, then: () => Promise<void>): void {
  const state = consoleStore.getState();
  const form = currentForm(state);
  if (form === undefined) return;
  keep(form, change(draftOf(state, form)));
  later(then, debounceMs);
}

function keep(form: CommandForm, draft: Draft): void {
  set({ drafts: { ...consoleStore.getState().drafts, [draftKey(form)]: draft } });
}

function later(then: () => Promise<void>, ms: number): void {
  turn += 1;
  window.clearTimeout(timer);
  waiting = then;
  timer = window.setTimeout(runWaiting, ms);
}

function runWaiting(): void {
  window.clearTimeout(timer);
  if (waiting !== undefined) running = waiting();
  waiting = undefined;
}

/** Fields to bytes. */
async function buildHex(): Promise<void> {
  const mine = turn;
  const state = consoleStore.getState();
  const form = currentForm(state);
  if (form === undefined) return;
  const draft = draftOf(state, form);
  const built = await ask('builtPayload', form.opcode, draft.fields, draft.items);
  if (built === undefined || mine !== turn) return;
  if (built.problem !== undefined) {
    set({ problem: built.problem, unbuilt: true });
    return;
  }
  keep(form, { ...draft, hex: spaced(built.hex) });
  set({ unbuilt: false });
  const read = await ask('readPayload', form.opcode, bare(built.hex));
  if (mine === turn) set({ tab: read?.tab, problem: read?.problem });
}

/** Bytes to fields. */
async function readHex(): Promise<void> {
  const mine = turn;
  const state = consoleStore.getState();
  const form = currentForm(state);
  if (form === undefined) return;
  const draft = draftOf(state, form);
  if (hexFault(draft.hex) !== undefined) return;
  const read = await ask('readPayload', form.opcode, bare(draft.hex));
  if (read === undefined || mine !== turn) return;
  if (read.tab !== undefined) keep(form, { ...draft, ...valuesOf(form, read.tab) });
  set({ tab: read.tab, problem: read.problem, unbuilt: false });
}

/** Sends what is written. Edits that are not in the bytes yet are put there first. */
export async function sendDraft(): Promise<void> {
  runWaiting();
  await running;
  const state = consoleStore.getState();
  const form = currentForm(state);
  if (form !== undefined && !state.unbuilt) await sendBytes(form, draftOf(state, form).hex);
}

/** Sends a command of the history again, at the present step. */
export async function resend({ to, opcode, hex }: Sent): Promise<void> {
  const { forms } = consoleStore.getState();
  const form = forms.find((each) => each.to === to && each.opcode === opcode);
  if (form !== undefined) await sendBytes(form, hex);
}

async function sendBytes(form: CommandForm, hex: string): Promise<void> {
  if (hexFault(hex) !== undefined) return;
  const { to, opcode } = form;
  const answer = await actFrom({ kind: 'command', to, opcode, payload: bare(hex) });
  if (answer === undefined) return;
  set({ problem: answer.problem });
  const page = pageNow();
  if (answer.problem !== undefined || page === undefined) return;
  const { history } = consoleStore.getState();
  const key = (history[0]?.key ?? 0) + 1;
  const { number, name } = form;
  const sent = { key, to, opcode, number, name, hex, step: page.run.step, ...answerOf(page) };
  set({ history: [sent, ...history].slice(0, historyLength) });
}

/** What the step just made says of its command. */
function answerOf({ outcome, device }: PageView): Pick<Sent, 'code' | 'tone' | 'bytesOut'> {
  const mailbox = device.mailbox?.now === true ? device.mailbox : undefined;
  const said = mailbox === undefined ? outcome.sentence : `${mailbox.code} ${mailbox.codeName}`;
  return { code: outcome.code ?? said, tone: outcome.tone, bytesOut: mailbox?.bytesOut };
}
