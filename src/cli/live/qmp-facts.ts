import { isJsonList, isJsonObject, knownCommands, readJsonSequence } from '../../model/index';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closing,
  opening,
  probedMachine,
  probeDifference,
  readProbes,
  type Probe,
  type ProbeFile,
} from '../../model/conformance/qmp-probes';
import { machineArguments } from './virtual-machine';
import type { Qemu } from './qemu-find';

const probesOf = (version: string): URL =>
  new URL(`../../model/conformance/probes/${version}.json`, import.meta.url);

/** What was recorded of this version; absent if nothing was. */
function recordedOf({ version }: Qemu): ProbeFile | undefined {
  const file = probesOf(version);
  return existsSync(file) ? readProbes(readFileSync(file, 'utf8')) : undefined;
}

const sentinel = 'end of probe';
const startMs = 20_000;

/** A connection to QEMU, which takes one after the other and is not always there yet. */
async function connected(path: string): Promise<Socket> {
  const end = performance.now() + startMs;
  for (;;) {
    const socket = await tried(path);
    if (socket !== undefined) return socket;
    if (performance.now() > end) throw new Error('QEMU did not take a QMP connection in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const tried = (path: string): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(undefined);
    });
  });

/** The lines that come back on one connection, up to the answer to the sentinel; the greeting and the first are left out. */
async function answered(path: string, bytes: string): Promise<readonly string[]> {
  const socket = await connected(path);
  const ending = `{"execute":"query-commands","id":"${sentinel}"}\n`;
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      const isGreeting = text === '';
      text += part;
      if (isGreeting) socket.write(Buffer.from(opening + bytes + closing + ending, 'latin1'));
      const lines = text.split('\r\n');
      const last = lines.slice(0, -1).findIndex((line) => line.includes(sentinel));
      if (last < 0) return;
      socket.destroy();
      resolve(lines.slice(2, last + 1));
    });
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error(`QEMU closed the connection at ${bytes}`));
    });
  });
}

/** The names in the reply to query-commands. */
function namesIn(line: string): readonly string[] {
  const read = readJsonSequence(line);
  const reply = read.ok ? read.values[0]?.value : undefined;
  const list = isJsonObject(reply) ? reply['return'] : undefined;
  if (!isJsonList(list)) return [];
  return list.flatMap((item) =>
    isJsonObject(item) && typeof item['name'] === 'string' ? [item['name']] : [],
  );
}

/** What a QEMU's QMP came to beside the model. */
export interface QmpFacts {
  readonly commands: number;
  readonly probes: number;
  /** Names that only one side has, and probes that are answered otherwise. */
  readonly differences: readonly string[];
}

/** Asks a QEMU for the names of its commands and sends it every probe that was recorded of its version. */
export async function qmpFacts(qemu: Qemu): Promise<QmpFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'dcdscope-qmp-'));
  const path = join(folder, 'qmp');
  const machine = machineArguments({ ...probedMachine, topology: 'direct' });
  const server = ['-accel', 'tcg', '-S', '-qmp', `unix:${path},server=on,wait=off`];
  const child = spawn(qemu.path, [...server, ...machine], { stdio: 'ignore' });
  try {
    const names = namesIn((await answered(path, '')).at(-1) ?? '');
    const probes: Probe[] = [];
    for (const { in: bytes } of recordedOf(qemu)?.probes ?? []) {
      probes.push({ in: bytes, out: (await answered(path, bytes)).slice(0, -1) });
    }
    const told = probes.flatMap((probe) => probeDifference(probe, profileOf(qemu)) ?? []);
    const differences = [...nameDifferences(names, qemu), ...told];
    return { commands: names.length, probes: probes.length, differences };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const releaseOf = ({ version }: Qemu): '10.0' | '11.1' =>
  Number.parseInt(version, 10) < 11 ? '10.0' : '11.1';

const profileOf = (qemu: Qemu): 'qemu-10.0' | 'qemu-11.1' => `qemu-${releaseOf(qemu)}`;

function nameDifferences(names: readonly string[], qemu: Qemu): readonly string[] {
  const known = [...knownCommands[releaseOf(qemu)].keys()];
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `${name}: only QEMU has it`),
    ...known
      .filter((name) => !names.includes(name))
      .map((name) => `${name}: only the model has it`),
  ];
}
