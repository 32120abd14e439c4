import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { initiateAddOf } from '../../testing/fm';
import { mock } from '../../testing/mock';
import { add, askBack, R0, respond, type Described } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { GiB, MiB } from '../../units';
import { outcomeView } from '../outcome/outcome-view';

const TAG = '5be13bce-ae34-4a77-b6c3-16df975fcf1a';
const noteOf = (described: Described, actions: readonly Action[]): string | undefined =>
  outcomeView(sceneAfter(described, actions)).note;
const offer = add([[0, 4 * MiB]], { tag: TAG });

describe('what becomes of a tag', () => {
  test('QEMU drops it from QMP, and says so there and nowhere else', () => {
    expect(noteOf({}, [offer])).toMatch(/^QEMU drops the tag: neither/);
    expect(noteOf({}, [add([[0, 4 * MiB]])])).toBeUndefined();
    expect(noteOf({}, [add([[0, 4 * MiB]], { tag: '' })])).toBeUndefined();
    expect(noteOf({}, [add([[0, 0]], { tag: TAG })])).toBeUndefined();
    expect(noteOf({}, [offer, respond([[R0, 4 * MiB]])])).toBeUndefined();
  });

  test('QEMU does not look at that of a release', () => {
    const taken = [add([[0, 4 * MiB]]), respond([[R0, 4 * MiB]])];
    const asked = askBack([[0, 4 * MiB]], { tag: TAG });
    expect(noteOf({}, [...taken, asked])).toMatch(/^QEMU does not look/);
  });

  test('that of the FM API is in the records, and is dropped when the host accepts', () => {
    const tagged = initiateAddOf([[R0, 4 * MiB]], { tag: '1'.repeat(32) });
    expect(noteOf({}, [tagged])).toMatch(/^QEMU puts the tag into the event records/);
    expect(noteOf({}, [tagged, respond([[R0, 4 * MiB]])])).toMatch(/^QEMU drops the tag here/);
    expect(noteOf({}, [tagged, respond([])])).toBeUndefined();
  });

  test('the mock keeps it: there is nothing to say', () => {
    const line = `${2 * GiB}:${64 * MiB}:${TAG}:0`;
    const inject: Action = { kind: 'inject', file: 'dc_inject_extent', line };
    expect(noteOf(mock, [inject])).toBeUndefined();
    expect(noteOf(mock, [inject, respond([[2 * GiB, 64 * MiB]])])).toBeUndefined();
  });
});
