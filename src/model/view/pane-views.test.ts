import { describe, expect, test } from 'vitest';
import { add, R0, respond, type Range } from '../testing/run';
import { sceneAfter } from '../testing/scene';
import { MiB } from '../units';
import { deviceView } from './pane-views';

describe('more extents than a list of chips has room for', () => {
  const many = Array.from({ length: 100 }, (_, i): Range => [4 * i * MiB, 2 * MiB]);
  const offer = add(many);
  const accept = respond(many.map(([offset, length]): Range => [R0 + Number(offset), length]));

  test('are all counted in the group that waits', () => {
    const [group] = deviceView(sceneAfter({}, [offer])).pending;
    expect([group?.chips.length, group?.extents]).toEqual([64, 100]);
  });

  test('are all counted in the command that changed them', () => {
    const { mailbox } = deviceView(sceneAfter({}, [offer, accept]));
    expect(mailbox).toMatchObject({ code: '00h', extents: 100 });
    expect(mailbox?.chips.length).toBe(64);
  });
});
