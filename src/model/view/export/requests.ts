import { profiles } from '../../device/profiles/profile';
import { ldOf } from '../../device/device-state';
import { converted, askedFor, spokenBy } from '../../intake/conversion';
import type { GenerationId } from '../../intake/generations';
import { generationOf } from '../../intake/read-qmp';
import { printInjectSession } from '../../interop/inject-session';
import { printInjectLine, type InjectRequest } from '../../interop/inject-line';
import { printQmpSession } from '../../interop/qmp-session';
import type { QmpRequest } from '../../qmp/answer';
import { stateAt } from '../../simulation/run/timeline';
import { commandLine } from './command-line';
import { framesOf, type ExportSubject } from './subject';

const NO_TAG = '0'.repeat(32);

/** The QMP requests of a run. */
const qmpRequests = (subject: ExportSubject): readonly QmpRequest[] =>
  framesOf(subject).flatMap(({ action }) =>
    action.kind === 'qmp' ? [{ execute: action.execute, arguments: action.arguments }] : [],
  );

/** The requests of a run as the QEMU of the run takes them, or in another generation. */
export function qmpExport(subject: ExportSubject, generation?: GenerationId): string {
  const { profile } = subject.timeline.start;
  const own = spokenBy(profiles[profile]);
  const to = generation ?? own;
  const requests = qmpRequests(subject).flatMap((request) => {
    const from = generationOf(request.execute, request.arguments) ?? own;
    return from === undefined ? [request] : converted(request, from, to);
  });
  return printQmpSession(requests);
}

/** A shell script that starts a QEMU with the device and sends it the requests. Its guest answers them. */
export function scriptExport(subject: ExportSubject): string {
  const { device, profile } = subject.timeline.start;
  const requests = qmpExport(subject).trimEnd().split('\n');
  return [
    '#!/bin/sh',
    `# ${comment(subject.timeline.title)}: the requests up to step ${subject.step}.`,
    '# Usage: DISK=guest.img sh this-file. It needs socat and a QEMU with Dynamic Capacity (QEMU=… names another).',
    '# The guest on the disk answers the offers: its kernel needs the DCD series. Without one, offers stay pending.',
    'set -eu',
    ': "${DISK:?names the disk image of the guest, raw or DISK_FORMAT}"',
    'QMP=${QMP:-./qmp.sock}',
    'rm -f "$QMP"',
    '"${QEMU:-qemu-system-x86_64}" \\',
    ...commandLine(device, profile).map((option) => `  ${option} \\`),
    // The bus is named: QEMU would put the disk behind the CXL bridge, which takes none.
    '  -drive "file=$DISK,format=${DISK_FORMAT:-raw},if=none,id=disk0" -device virtio-blk-pci,bus=pcie.0,drive=disk0 \\',
    '  -qmp "unix:$QMP,server=on,wait=off" -nographic &',
    'VM=$!',
    'trap \'kill "$VM" 2>/dev/null; rm -f "$QMP"\' EXIT',
    'until [ -S "$QMP" ]; do kill -0 "$VM"; sleep 1; done',
    'send() {',
    `  printf '\\n%s\\n' "$1"`,
    `  printf '%s\\n%s\\n' '{"execute": "qmp_capabilities"}' "$1" | socat -t 2 - "UNIX-CONNECT:$QMP" |`,
    '    sed 1,2d # the greeting, and the answer to qmp_capabilities',
    '}',
    '# The guest has to be up, and its CXL region made.',
    "printf 'Press Enter when the guest is ready. '; read -r _",
    ...requests
      .filter((request) => request !== '')
      .map((request) => `send '${request.replaceAll("'", String.raw`'\''`)}'; sleep 2`),
    '',
  ].join('\n');
}

/** A title in one line of a script. */
const comment = (text: string): string => text.replace(/[\r\n]+/g, ' ');

/** The requests of a run as lines for the mock of the kernel: its own, or those of QMP by their addresses. */
export function injectExport(subject: ExportSubject): string {
  const ld = ldOf(stateAt(subject.timeline, 0).device);
  const own = spokenBy(profiles[subject.timeline.start.profile]) ?? 'merged';
  const lines = framesOf(subject).flatMap(({ action }): readonly InjectRequest[] => {
    if (action.kind === 'inject') return [{ file: action.file, line: action.line }];
    if (action.kind !== 'qmp') return [];
    return askedFor(action, own).flatMap(({ verb, region, pairs }) => {
      const base = ld.regions[region]?.base;
      if (base === undefined) return [];
      const file = verb === 'add' ? 'dc_inject_extent' : 'dc_del_extent';
      return pairs.map(([offset, length], index) => ({
        file,
        line: printInjectLine(file, {
          start: base + offset,
          length,
          tag: NO_TAG,
          more: index < pairs.length - 1,
          sharedSeq: 0,
        }),
      }));
    });
  });
  return printInjectSession(lines);
}
