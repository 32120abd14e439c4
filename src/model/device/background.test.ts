import { describe, expect, test } from 'vitest';
import { backgroundStatus } from '../mailbox/registers';
import { wait } from '../testing/fm';
import { deviceWith, mailbox, run } from '../testing/run';
import { GiB } from '../units';

const sanitize = mailbox(0x4400);
/** 1 GiB of static memory takes 8 s; QEMU looks at it every second from when it was sent. */
const sent = run(deviceWith({ staticMiB: 1024 }), wait(0.4), sanitize).state;
const percentAfter = (seconds: number): number =>
  Number((backgroundStatus(run(sent, wait(seconds)).state.device) >> 16n) & 0x7fn);

describe('a sanitize of 8 s', () => {
  test.each([
    [0, 0],
    [0.999, 0],
    [1, 12],
    [1.999, 12],
    [2, 25],
    [3, 37],
    [7.999, 87],
    [8, 100],
    [9, 100],
  ])('after %i s is at %i percent', (seconds, percent) => {
    expect(percentAfter(seconds)).toBe(percent);
  });

  test('is looked at a second after the last look, however the time goes on', () => {
    const steps = [0.7, 0.7, 0.7, 0.7].map(wait);
    expect(run(sent, ...steps).state.device.lds[0]?.background).toMatchObject({
      percent: 25,
      startedAt: 0.4e9,
      timer: 3400,
    });
  });

  test('ends with its memory zeroed and one interrupt, once', () => {
    const end = run(sent, wait(8));
    expect(end.happenings).toMatchObject([
      { what: 'clockMoved' },
      { what: 'memoryZeroed', start: 0, length: GiB },
      { what: 'backgroundEnded', opcode: 0x4400 },
      { what: 'interruptRaised', log: 'informational', vector: 7 },
    ]);
    expect(end.state.device.lds[0]?.background).toMatchObject({ runtime: 0, timer: undefined });
    expect(run(end.state, wait(8)).happenings.map(({ what }) => what)).not.toContain(
      'backgroundEnded',
    );
  });

  test('says nothing before it ends', () => {
    expect(run(sent, wait(7.9)).happenings).toMatchObject([{ what: 'clockMoved' }]);
  });
});
