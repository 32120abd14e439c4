import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from './lines';
import { machineArguments, type VirtualMachine } from './virtual-machine';
import { createQmp, type Qmp } from './qmp';
import type { Qemu } from './qemu-find';
import { createQtest, type Qtest } from './qtest';

/** How a QEMU ended. */
export interface Exit {
  readonly signal: string | undefined;
  readonly code: number | undefined;
  /** The last that it wrote. */
  readonly stderr: string;
}

/** A QEMU that runs. */
export interface Running {
  readonly qtest: Qtest;
  readonly qmp: Qmp;
  readonly accelerator: Qemu['accelerator'];
  readonly exited: Promise<Exit>;
  readonly kill: () => Promise<void>;
}

const keptStderr = 2000;
const startMs = 20_000;

/** Cleaning up for each QEMU that still runs. */
const alive = new Set<() => void>();

function cleanUp(): void {
  for (const end of alive) end();
}

let watching = false;

/** Whatever ends this program ends its QEMUs too. */
function watchOwnEnd(): void {
  if (watching) return;
  watching = true;
  process.on('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(130));
  }
}

function exitOf(child: ChildProcess): Promise<Exit> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-keptStderr);
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      resolve({ signal: undefined, code: undefined, stderr: message });
    });
    child.once('close', (code, signal) => {
      resolve({ signal: signal ?? undefined, code: code ?? undefined, stderr: stderr.trim() });
    });
  });
}

function processArguments(qemu: Qemu, machine: VirtualMachine, folder: string): readonly string[] {
  // Under qtest the CPU never runs and -S would stop the timers; under tcg -S is what keeps it still.
  const still = qemu.accelerator === 'qtest' ? ['-accel', 'qtest'] : ['-accel', 'tcg', '-S'];
  const sockets = [
    '-qtest',
    `unix:${join(folder, 'qtest')}`,
    '-qmp',
    `unix:${join(folder, 'qmp')}`,
  ];
  return [...still, ...machineArguments(machine), ...sockets, '-qtest-log', 'none'];
}

/** Rejects when QEMU ends, or does nothing for too long, before it has connected. */
async function failedStart(exited: Promise<Exit>): Promise<never> {
  const late = new Promise<Exit>((resolve) => {
    setTimeout(() => {
      resolve({ signal: undefined, code: undefined, stderr: 'no connection in time' });
    }, startMs).unref();
  });
  const { stderr } = await Promise.race([exited, late]);
  throw new Error(`QEMU did not start: ${stderr}`);
}

/** Starts QEMU and connects to it. */
export async function startQemu(qemu: Qemu, machine: VirtualMachine): Promise<Running> {
  watchOwnEnd();
  const folder = mkdtempSync(join(tmpdir(), 'dcdscope-live-'));
  const servers = await Promise.all([listen(join(folder, 'qtest')), listen(join(folder, 'qmp'))]);
  const child = spawn(qemu.path, processArguments(qemu, machine, folder), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = (): void => {
    child.kill('SIGKILL');
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
    alive.delete(end);
  };
  alive.add(end);
  const exited = exitOf(child);
  void exited.then(end);
  const kill = async (): Promise<void> => {
    end();
    await exited;
  };
  const connected = Promise.all([servers[0].connected, servers[1].connected]);
  const [qtestLines, qmpLines] = await Promise.race([connected, failedStart(exited)]).catch(
    (reason: unknown) => {
      end();
      throw reason;
    },
  );
  const qmp = await createQmp(qmpLines);
  return { qtest: createQtest(qtestLines), qmp, accelerator: qemu.accelerator, exited, kill };
}
