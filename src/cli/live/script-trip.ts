import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exported, MiB, readQmpSession, type Scenario, timelineOf } from '../../model/index';
import type { ProfileId } from '../../model/index';
import type { Qemu } from './qemu-find';

const patienceMs = 60_000;

/**
 * Runs the shell script of a run as a person would, with an empty disk: each request has to be granted. Gives what is
 * wrong, nothing where all is well, and `no request` or `no socat` where it cannot be tried.
 */
export function scriptTrip(qemu: Qemu, scenario: Scenario, profile: ProfileId): string | undefined {
  if (spawnSync('socat', ['-V']).status !== 0) return 'no socat';
  const timeline = timelineOf({ ...scenario, profile });
  const subject = { timeline, step: timeline.frames.length };
  const session = readQmpSession(exported(subject, 'qmp').text);
  if (!session.ok || session.commands.length === 0) return 'no request';
  const folder = mkdtempSync(join(tmpdir(), 'dcdscope-script-'));
  const disk = join(folder, 'disk.raw');
  writeFileSync(disk, '');
  truncateSync(disk, MiB);
  try {
    const { stdout, stderr, status } = spawnSync('sh', ['-c', exported(subject, 'script').text], {
      encoding: 'utf8',
      input: '\n',
      timeout: patienceMs,
      env: { ...process.env, DISK: disk, QMP: join(folder, 'qmp.sock'), QEMU: qemu.path },
    });
    const granted = stdout.split('{"return": {}}').length - 1;
    const due = session.commands.length;
    if (status === 0 && granted === due) return undefined;
    return `the shell script ended with ${String(status)}, ${granted} of ${due} replies: ${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
