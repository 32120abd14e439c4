import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../codec/codec';
import { decode } from '../../codec/message';
import { inOrder } from '../../device/extent-list';
import { ldOf } from '../../device/device-state';
import { profiles } from '../../device/profiles/profile';
import { dcExtentListReply } from '../../layouts/dc-extent-list';
import { commands } from '../../mailbox/command-table';
import { lastState } from '../../simulation/run/timeline';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { answerOf, deviceWith, mailbox, run } from '../../testing/run';
import { commandForms } from './command-forms';
import { builtPayload } from './payload-form';

const withList = [...commands.values()].filter(({ request }) => request?.items !== undefined);

describe('a request with a list', () => {
  test('there are seven', () => {
    expect(withList.map(({ opcode }) => opcode.toString(16)).sort()).toEqual([
      '101',
      '4402',
      '4802',
      '4803',
      '5101',
      '5604',
      '5605',
    ]);
  });

  test.each(withList)(
    '$opcode $name: the field of its form tells the device how many',
    (command) => {
      const forms = Object.values(profiles).flatMap(({ id }) =>
        commandForms(deviceWith({ profile: id }).device),
      );
      for (const { opcode, items } of forms) {
        if (opcode !== command.opcode) continue;
        const field = items?.countField ?? 'no field';
        const { hex } = builtPayload(opcode, { [field]: '3' }, [{}, {}, {}]);
        if (command.request === undefined) throw new Error('it has a request');
        expect(decode(command.request, fromHex(hex)).items).toHaveLength(3);
      }
    },
  );
});

const usualOf = (state: ReturnType<typeof deviceWith>, opcode: number): string =>
  commandForms(state.device).find((form) => form.opcode === opcode)?.usual ?? 'no form';

test('Get DC Extent List, sent as it is offered, lists every extent that one answer has room for', () => {
  fc.assert(
    fc.property(anyRuns, (described) => {
      const state = lastState(playedRun(described));
      if (state.device.crashed !== undefined) return;
      const { reply } = run(state, mailbox(0x4801, usualOf(state, 0x4801)));
      if (reply.kind !== 'mailbox' || reply.code !== 0) return;
      const room = Math.floor((profiles[state.device.profile].mailboxSize - 16) / 40);
      const held = inOrder(ldOf(state.device).accepted).map(({ start }) => start);
      const { items } = decode(dcExtentListReply, reply.output);
      const listed = new Set(items.map(({ start }) => start));
      const left = held.filter((start) => !listed.has(start));
      expect(left).toHaveLength(Math.max(0, held.length - room));
    }),
    { numRuns: 60 },
  );
});

describe.each(Object.keys(profiles) as (keyof typeof profiles)[])('on %s', (profile) => {
  const state = deviceWith({ profile });
  test('no question that is sent as it is offered is refused', () => {
    const questions = [0x0100, 0x4800, 0x4801];
    expect(
      questions.map((opcode) => answerOf(run(state, mailbox(opcode, usualOf(state, opcode))))),
    ).toEqual(['00h', '00h', '00h']);
  });

  test('Get Event Records asks for the Dynamic Capacity log', () => {
    expect(usualOf(state, 0x0100)).toBe('04');
  });
});
