import { expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import {
  add,
  askBack,
  giveBack,
  mailbox,
  next,
  R0,
  respond,
  type Described,
} from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { causesOf } from './causes';
import { whyOf } from './why-of';

const linux: Described = { twin: 'linux-v11' };
const offer = add([
  [0, 4 * MiB],
  [8 * MiB, 4 * MiB],
]);
const host = (count: number): readonly Action[] => Array<Action>(count).fill(next);

/** The answer, then a line for each link: its step, its text, and the rule. */
function told(described: Described, actions: readonly Action[], id: string): readonly string[] {
  const scene = sceneAfter(described, actions);
  const why = whyOf(scene, causesOf(scene.timeline), id);
  if (why === undefined) return [];
  return [
    why.sentence,
    ...why.links.map(({ step, text, rule }) =>
      rule === undefined ? `${step}: ${text}` : `${step}: ${text} [${rule.text}]`,
    ),
  ];
}

const offered = [
  '1: The device logs record 1 for e1 in the event log.',
  '1: The device puts e1 and e2 on offer as g1. [all 12 rules held, the last: None of it is on offer]',
  '1: The fabric manager offers e1 and e2.',
];

test('an accepted block goes back over the host’s decision and its record to the request', () => {
  const [sentence, ...links] = told(linux, [offer, ...host(4)], 'blocks:0:1-1');
  expect(sentence).toBe('Block 1 of r0 is accepted because the host accepted e1 at step 3.');
  expect(links.map((link) => link.replace(/(?<=reads the event log\.|extents\.).*/, ''))).toEqual([
    '3: The device takes e1 as accepted. [all 9 rules held, the last: Each lies inside one extent of the first offer]',
    '3: The host sends 4802h Add DC Response.',
    '3: The host decides to accept e1: inside the host’s decoder. [A2–A15]',
    '3: The host accepts 2 offered extents.',
    '2: The device gives 2 records of the event log.',
    '2: The host reads the event log.',
    ...offered,
  ]);
});

test('a released block goes back to the request that asked for it', () => {
  const actions = [offer, ...host(5), askBack([[0, 4 * MiB]]), ...host(2)];
  const [sentence, ...links] = told(linux, actions, 'blocks:0:0-0');
  expect(sentence).toBe('Block 0 of r0 is free because the host gave e1 back at step 9.');
  expect(links.at(-1)).toBe('7: The fabric manager asks e1 back.');
  expect(links.map((link) => Number.parseInt(link, 10))).toEqual([9, 9, 9, 9, 8, 8, 7, 7, 7]);
});

test('what was never offered goes back to the start', () => {
  expect(told({}, [offer], 'blocks:1:3-9')).toEqual([
    'Blocks 3–9 of r1 are free: nothing has ever offered them.',
    '0: A new device: 256 MiB static, 1 GiB of dynamic capacity in 2 regions.',
  ]);
});

test('a range in several states tells its first part, and names the others', () => {
  const scene = sceneAfter(linux, [offer]);
  const why = whyOf(scene, causesOf(scene.timeline), 'blocks:0:1-6');
  expect(why?.sentence).toBe(
    'Block 1 of r0 is on offer because the fabric manager offered e1 in g1 at step 1.',
  );
  expect(why?.also).toEqual([
    { text: 'Blocks 2–3: free', entity: 'blocks:0:2-3' },
    { text: 'Blocks 4–5: on offer', entity: 'blocks:0:4-5' },
    { text: 'Block 6: free', entity: 'blocks:0:6-6' },
  ]);
});

test('an answer by hand is told as such, and goes on to the offer it answered', () => {
  const actions = [offer, respond([[R0, 4 * MiB]])];
  const [sentence, ...links] = told({}, actions, 'extent:2');
  expect(sentence).toBe('e2 is withdrawn because the host’s answer at step 2 left it out.');
  expect(links.slice(1)).toEqual([
    '2: By hand, the host sends 4802h Add DC Response.',
    ...offered.map((link) => link.replace('record 1 for e1', 'record 2 for e2')),
  ]);
});

test('a piece that stays when its extent is cut names the cut', () => {
  const actions = [offer, respond([[R0, 4 * MiB]]), giveBack([[R0, 2 * MiB]])];
  const [sentence, first] = told({}, actions, 'extent:3');
  expect(sentence).toBe('e3 is accepted because the host gave a part of e1 back at step 3.');
  expect(first).toBe('3: The device cuts e1: e3 stays.');
});

test('a refusal’s code goes back to the rule with what it compared', () => {
  expect(told({}, [offer, respond([[0, 4]])], 'code:2')).toEqual([
    'The device answered 0Fh Invalid Physical Address at step 2: 0x0000_0000 + 0x0000_0004 is not inside one region.',
    '2: The device answers 4802h Add DC Response. [Each entry lies in one region]',
    '2: By hand, the host sends 4802h Add DC Response.',
  ]);
  expect(told({}, [offer, respond([[0, 4]])], 'rule:4802.header')[0]).toBe(
    '“The payload holds the header” held at step 2 (32 ≥ 8).',
  );
  expect(told({}, [offer], 'rule:4802.header')[0]).toBe(
    '“The payload holds the header”: no step so far has come to this rule.',
  );
});

test('a rule that turns a command another way did not hold, and broke nothing', () => {
  const [sentence, first] = told({}, [offer, respond([])], 'rule:4802.not-empty');
  expect(sentence).toBe(
    '“The list is not empty” did not hold at step 2 (entries: 0): an empty response refuses the whole offer.',
  );
  expect(first).toMatch(
    /^2: The device checks a rule, which does not hold, and goes another way\./,
  );
});

test('the latest change in a region names the extent that was asked back', () => {
  const actions = [offer, respond([[R0, 4 * MiB]]), askBack([[0, 2 * MiB]])];
  const [sentence] = told({}, actions, 'region:0');
  expect(sentence).toBe('The latest change in r0: the fabric manager asked e1 back at step 3.');
});

test('a request that QEMU refuses was refused, and one that kills it crashes it', () => {
  expect(told({}, [add([[0, 0]])], 'code:1')[0]).toMatch(/^Step 1 was refused: /);
  expect(told({}, [respond([])], 'code:1')[0]).toMatch(/^Step 1 crashes QEMU: /);
});

test('a record that did not fit is told to be lost, and why', () => {
  const nine = Array.from({ length: 9 }, (_, i) => [i * 4 * MiB, 2 * MiB] as const);
  const [sentence, first] = told({}, [add(nine)], 'log:dynamicCapacity');
  expect(sentence).toMatch(/^1 record is lost: the event log was full/);
  expect(first).toBe('1: The record for e9 is lost: the event log is full.');
});

test('a byte field goes back to who set it', () => {
  const read = told(linux, [offer, ...host(1)], 'field:out:records[0].more');
  expect(read[0]).toBe(
    '“Record 0: flags (bit 0 More)”, 1, is so since the device logged record 1 at step 1: 1 while records of the same request follow.',
  );
  expect(read.slice(1)).toEqual(offered);
  const sent = told(linux, [offer, ...host(2)], 'field:in:entries[0].start');
  expect(sent[0]).toContain('is what the host wrote in step 3');
  expect(sent.at(-1)).toBe('1: The fabric manager offers e1 and e2.');
  const total = told(
    linux,
    [offer, ...host(2), mailbox(0x4801, '0a00 0000 0000 0000')],
    'field:out:generation',
  );
  expect(total[0]).toContain('is so since step 3: it says how often the extent list has changed');
});

test('a register goes back to what it follows', () => {
  expect(told(linux, [offer], 'register:128').slice(1)).toEqual([
    '1: The device logs record 2 for e2 in the event log.',
    ...offered.slice(1),
  ]);
  expect(told(linux, [], 'register:128')[0]).toContain('when the device was started');
  expect(told(linux, [offer], 'register:136')[0]).toBe(
    'Mailbox Capabilities always reads the same.',
  );
});

test('a group that waits names the one it waits for', () => {
  const [sentence] = told({}, [offer, add([[32 * MiB, 4 * MiB]])], 'group:2');
  expect(sentence).toBe(
    'g2 waits behind g1: offers are answered in their order, and the fabric manager offered it at step 2.',
  );
});

test('a step after a crash goes back to the crash', () => {
  const [sentence, ...links] = told({}, [respond([]), offer], 'step:2');
  expect(sentence).toBe('QEMU is gone.');
  expect(told({}, [respond([])], 'code:1')[0]).toBe(
    'Step 1 crashes QEMU: no offer is pending, and QEMU does not check.',
  );
  expect(links[0]).toMatch(/^1: QEMU would crash\. .*\[There is an offer to refuse\]$/);
  expect(links[1]).toBe('1: By hand, the host sends 4802h Add DC Response.');
});

test('what a host gives back because its user took the region away goes back to that', () => {
  const actions: readonly Action[] = [
    offer,
    ...host(4),
    { kind: 'host', deed: 'destroyRegion', region: 0 },
    ...host(2),
  ];
  expect(told(linux, actions, 'blocks:0:0-0')).toContain('6: By hand, the host destroys region0.');
});

test('a dax device goes back to the claim, and on to the offer of its capacity', () => {
  const actions: readonly Action[] = [
    add([[0, 128 * MiB]]),
    ...host(4),
    { kind: 'host', deed: 'claim', region: 0, of: '0' },
  ];
  const [sentence, claim, ...links] = told(linux, actions, 'dax:dax0.1');
  expect(sentence).toBe('dax0.1 is there because the host made it of e1 at step 6.');
  expect(claim).toMatch(/^6: The host .*dax0\.1/);
  expect(links[0]).toMatch(/^6: By hand, the host /);
  expect(links.at(-1)).toBe('1: The fabric manager offers e1.');
});

test('names of nothing have no answer', () => {
  for (const id of [
    'extent:9',
    'blocks:7:0-1',
    'blocks:0:9-2',
    'record:4',
    'step:5',
    'no:thing',
    'field:in:x',
    'group:1',
  ])
    expect(told({}, [], id)).toEqual([]);
});
