import { readFileSync } from 'node:fs';
import { driverFor, expect, test } from './driver';
import type { Driver } from './driver';
import { hello } from './sessions';

/** What must stand on the page after each press of the right arrow. */
interface Moment {
  readonly sentence: string;
  readonly cells: Readonly<Record<string, number>>;
  readonly believes: Readonly<Record<string, number>>;
  /** Of e1 and e2; one that is gone has none. */
  readonly states: readonly (string | undefined)[];
  readonly pending?: string;
  readonly log: readonly string[];
  readonly mailbox: string;
  readonly bytes: { readonly tab: string; readonly hex: string };
}

interface TraceStep {
  readonly opcode?: string;
  readonly in_hex?: string;
  readonly out_hex?: string;
}

/** The bytes of this session with a real QEMU, in the order of the steps. */
function recordedMessages(): readonly string[] {
  const file = new URL('../src/model/conformance/traces/11.1.3/hello.json', import.meta.url);
  const { steps } = JSON.parse(readFileSync(file, 'utf8')) as { steps: readonly TraceStep[] };
  return steps
    .filter(({ opcode = '' }) => ['0100', '0101', '4802', '4803'].includes(opcode))
    .map(({ opcode, in_hex: sent = '', out_hex: got = '' }) => (opcode === '0100' ? got : sent));
}

const [readTwo = '', answer = '', clearTwo = '', readOne = '', giveBack = '', clearOne = ''] =
  recordedMessages();
const emptyRead = '00'.repeat(32);

const added = (read: boolean): readonly string[] =>
  ['Record 1, Add Capacity, e1, More follows', 'Record 2, Add Capacity, e2, no More'].map(
    (record) => `${record}, ${read ? 'read, not cleared' : 'not read'}`,
  );
const asked = (read: boolean): readonly string[] => [
  `Record 3, Release Capacity, e2, no More, ${read ? 'read, not cleared' : 'not read'}`,
];
const recordAt = (message: string, index: number): string =>
  message.slice(64 + 256 * index, 64 + 256 * (index + 1));
const read = '0100h Get Event Records 00h Success';
const clear = '0101h Clear Event Records 00h Success';

const free = { free: 256 };
const offered = { free: 160, offered: 96 };
const accepted = { free: 160, accepted: 96 };
const askedBack = { free: 160, askedBack: 32, accepted: 64 };
/** One request was one chain, so Linux v11 has both as one group: it gives back e1 too, which came first. */
const giveBackFirst = '0100000000000000000000100000000000000008000000000000000000000000';

const moments: readonly Moment[] = [
  {
    sentence: 'The fabric manager offers e1 and e2.',
    cells: offered,
    believes: free,
    states: ['offered', 'offered'],
    pending: 'g1 first e1 e2',
    log: added(false),
    mailbox: 'Mailbox no command yet',
    bytes: { tab: 'Record 1', hex: recordAt(readTwo, 0) },
  },
  {
    sentence: 'The host reads 2 event records.',
    cells: offered,
    believes: free,
    states: ['offered', 'offered'],
    pending: 'g1 first e1 e2',
    log: added(true),
    mailbox: read,
    bytes: { tab: '0100h out', hex: readTwo },
  },
  {
    sentence: 'The host accepts e1 and e2.',
    cells: accepted,
    believes: accepted,
    states: ['accepted', 'accepted'],
    pending: 'g1 answered e1 e2',
    log: added(true),
    mailbox: '4802h Add DC Response 00h Success',
    bytes: { tab: '4802h in', hex: answer },
  },
  {
    sentence: 'The host clears 2 event records.',
    cells: accepted,
    believes: accepted,
    states: ['accepted', 'accepted'],
    log: [],
    mailbox: clear,
    bytes: { tab: '0101h in', hex: clearTwo },
  },
  {
    sentence: 'The host finds the event log empty.',
    cells: accepted,
    believes: accepted,
    states: ['accepted', 'accepted'],
    log: [],
    mailbox: read,
    bytes: { tab: '0100h out', hex: emptyRead },
  },
  {
    sentence: 'The fabric manager asks e2 back.',
    cells: askedBack,
    believes: accepted,
    states: ['accepted', 'accepted, asked back'],
    log: asked(false),
    mailbox: read,
    bytes: { tab: 'Record 3', hex: recordAt(readOne, 0) },
  },
  {
    sentence: 'The host reads 1 event record.',
    cells: askedBack,
    believes: accepted,
    states: ['accepted', 'accepted, asked back'],
    log: asked(true),
    mailbox: read,
    bytes: { tab: '0100h out', hex: readOne },
  },
  {
    sentence: 'The host gives back e1.',
    cells: { free: 224, askedBack: 32 },
    believes: { free: 224, accepted: 32 },
    states: ['released now', 'accepted, asked back'],
    log: asked(true),
    mailbox: '4803h Release DC 00h Success',
    bytes: { tab: '4803h in', hex: giveBackFirst },
  },
  {
    sentence: 'The host gives back e2.',
    cells: free,
    believes: free,
    states: [undefined, 'released now'],
    log: asked(true),
    mailbox: '4803h Release DC 00h Success',
    bytes: { tab: '4803h in', hex: giveBack },
  },
  {
    sentence: 'The host clears 1 event record.',
    cells: free,
    believes: free,
    states: [],
    log: [],
    mailbox: clear,
    bytes: { tab: '0101h in', hex: clearOne },
  },
  {
    sentence: 'The host finds the event log empty.',
    cells: free,
    believes: free,
    states: [],
    log: [],
    mailbox: read,
    bytes: { tab: '0100h out', hex: emptyRead },
  },
];

async function seen({ see }: Driver): Promise<unknown> {
  return {
    sentence: await see.sentence(),
    cells: await see.cells('device'),
    believes: await see.cells('host'),
    extents: await see.extents(),
    pending: await see.pending(),
    log: await see.log(),
    mailbox: await see.mailbox(),
    bytes: await see.bytes(),
  };
}

function expected({ states, pending, ...rest }: Moment): unknown {
  const places = ['e1 0x1000_0000 128 MiB', 'e2 0x2000_0000 64 MiB'];
  return {
    ...rest,
    extents: states.flatMap((state, at) => (state === undefined ? [] : [`${places[at]} ${state}`])),
    pending: pending === undefined ? [] : [pending],
  };
}

/** From an empty page to a session whose first request is sent, without a mouse. */
async function sendHello({ page, press, tabTo, idle }: Driver): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press('Shift+N');
  await expect(dialog.getByLabel('Dynamic capacity, MiB')).toHaveValue('1024');
  await expect(dialog.getByLabel('Regions')).toHaveValue('2');
  await expect(dialog.getByLabel('Static capacity, MiB')).toHaveValue('256');
  // Region 0 is half of 1 GiB: a decoder that covers less makes Linux refuse the second extent.
  await expect.soft(dialog.getByLabel('Host decoder, MiB')).toHaveValue('512');
  await tabTo(dialog.getByRole('button', { name: 'Power on' }));
  await press('Enter');
  await press('q');
  await tabTo(dialog.getByRole('radio', { name: 'Form' }));
  await press('ArrowRight');
  await tabTo(dialog.getByRole('textbox', { name: /^QMP session/ }));
  await page.keyboard.insertText(hello);
  await tabTo(dialog.getByRole('button', { name: 'Send Ctrl' }));
  await press('Enter');
  await idle();
}

test('a newcomer steps through an offer, its acceptance and a release by keyboard, and shares it', async ({
  driver,
  browser,
}) => {
  const { page, press, tabTo, see } = driver;
  await driver.open();
  await sendHello(driver);
  for (const [at, moment] of moments.entries()) {
    if (at > 0) await press('ArrowRight');
    expect(await see.step()).toBe(`Step ${at + 1} of ${at + 1}`);
    expect(await seen(driver)).toEqual(expected(moment));
  }

  await press('ArrowLeft');
  await press('ArrowLeft');
  await press('Control+s');
  const link = page.getByRole('dialog').getByRole('textbox', { name: /^Link/ });
  await tabTo(link);
  const address = await link.inputValue();
  await press('Escape');
  expect(address).toContain('/1d');
  expect(address).toMatch(/&t=9&h=9\.[0-9a-f]{12}$/);

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = driverFor(await context.newPage());
  await other.page.goto(address);
  await other.idle();
  expect(await other.see.sentence()).toBe('The host gives back e2.');
  expect(await other.see.everything()).toEqual(await see.everything());
  await context.close();
});
