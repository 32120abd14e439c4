import { spawnSync } from 'node:child_process';

/** A QEMU that has what is compared. */
export interface Qemu {
  readonly path: string;
  /** As in `10.0.2`. */
  readonly version: string;
  /** What the version line says in brackets: a distributor's package. */
  readonly package: string;
  /** Whether it has the accelerator `qtest`, whose clock can be moved. */
  readonly accelerator: 'qtest' | 'tcg';
  /** Whether the device takes FM API commands, which came with 10.2. */
  readonly fmApi: boolean;
}

const probeMs = 20_000;

function output(path: string, args: readonly string[], input = ''): string | undefined {
  const { status, stdout } = spawnSync(path, args, { encoding: 'utf8', input, timeout: probeMs });
  return status === 0 ? stdout : undefined;
}

const quit = '{"execute":"qmp_capabilities"}{"execute":"quit"}';

function hasQtest(path: string): boolean {
  const args = ['-accel', 'qtest', '-machine', 'none', '-nodefaults', '-display', 'none'];
  return output(path, [...args, '-qmp', 'stdio'], quit) !== undefined;
}

/** Looks at one program: the QEMU it is, or `undefined` if it is none or lacks dynamic capacity. */
function examine(path: string): Qemu | undefined {
  const told = /version (\d+)\.(\d+)\S*(?: \(([^)]*)\))?/.exec(output(path, ['--version']) ?? '');
  if (told === null) return undefined;
  const [whole, major, minor] = told;
  const release = Number(major) * 100 + Number(minor);
  if (release < 901) return undefined;
  const properties = output(path, ['-device', 'cxl-type3,help']) ?? '';
  if (!properties.includes('volatile-dc-memdev')) return undefined;
  const version = whole.split(' ')[1] ?? '';
  const accelerator = hasQtest(path) ? 'qtest' : 'tcg';
  return { path, version, package: told[3] ?? '', accelerator, fmApi: release >= 1002 };
}

/** The QEMU that was asked for, else the one that the environment names, else the one that is installed. */
export function findQemu(asked: string | undefined): Qemu | undefined {
  return examine(asked ?? process.env['QEMU'] ?? 'qemu-system-x86_64');
}
