import { profiles } from '../../device/profiles/profile';
import { twins } from '../../host/twins';
import { against, type ComparedLine } from '../../intake/against';
import { agreed, likelyCause, type Cause } from '../../intake/causes';
import type { DeviceConfig } from '../../device/config';
import type { Finding, FoundDevice } from '../../intake/finding';
import { generations, type GenerationId } from '../../intake/generations';
import { lineKinds, type LineKind } from '../../intake/kinds';
import { pastedRun, type PastedRun } from '../../intake/pasted';
import type { Choices, Present, Setting } from '../../intake/setting-facts';
import { kindsOf, passagesOf, type Passage } from '../../intake/understand';
import type { JsonValue } from '../../json';
import { configCard } from '../../simulation/scenario/config-card';
import { spokenBy } from '../../intake/conversion';
import { counted, iec } from '../../units';
import type { PasteCompared, PasteDevice, PasteView } from '../page/paste';
import { definedOnly } from '../scene/present';
import { valueText } from '../words/values';
import { bytesCameBack, linesPrinted } from '../../simulation/run/expectations';
import { byteDifference } from './byte-difference';
import { kernelSides } from './kernel-sides';
import { rowsOf } from './rows';

/** What a pasted text was understood as, on the setting that a person chose or that it suggests. */
export function pasteView(text: string, present: Present, choices: Choices): PasteView {
  const passages = passagesOf(text);
  const run = pastedRun(passages, present, choices);
  const lines = run.timeline === undefined ? [] : against(run.timeline, run.steps);
  const agree = agreed(lines);
  const cause = agree === lines.length ? undefined : likelyCause(passages, present, choices, run);
  const count = text.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
  const { setting } = run;
  const written = text.split(/\r\n|\r|\n/);
  return {
    lines: count,
    understood: count - unreadLines(passages),
    kinds: kindsOf(passages, count).map((each) => ({ ...each, label: lineKinds[each.kind] })),
    ...definedOnly({ generation: generationView(setting), opens: opensOf(passages) }),
    profile: {
      id: setting.profile,
      label: profiles[setting.profile].label,
      because: setting.profileBecause,
    },
    twin: { id: setting.twin, label: twins[setting.twin].label, because: setting.twinBecause },
    device: deviceView(setting),
    rows: rowsOf(run),
    steps: run.steps.length,
    remarks: [
      ...passages.flatMap(({ remarks = [], from, to }) =>
        remarks.map((remark) => ({ ...remark, from, to })),
      ),
      ...run.remarks,
    ].toSorted((a, b) => a.from - b.from),
    compared: lines.map((line) => comparedView(line, run, written)),
    agree,
    ...(cause === undefined ? {} : { cause: causeView(cause) }),
    ...(run.problem === undefined ? {} : { problem: configCard(run.problem) }),
    sum: sumOf(passages, run),
  };
}

/** The first run of the text that is there already: a scenario file, or the address of one. */
function opensOf(passages: readonly Passage[]): PasteView['opens'] {
  for (const { findings, from, to } of passages)
    for (const finding of findings) {
      const lines = { from, to };
      if (finding.what === 'scenario') return { kind: 'scenario', text: finding.text, lines };
      if (finding.what === 'link') return { kind: 'link', fragment: finding.fragment, lines };
    }
  return undefined;
}

const unreadLines = (passages: readonly Passage[]): number =>
  passages
    .filter(({ kind }) => kind === 'unread')
    .reduce((sum, { from, to }) => sum + to - from + 1, 0);

const unitWords: Readonly<Record<(typeof generations)[GenerationId]['unit'], string>> = {
  bytes: 'Offsets and lengths are in bytes.',
  MiB: 'Offsets and lengths are in MiB.',
  'offset in bytes, length in MiB': 'Offsets are in bytes, lengths in MiB.',
};

function generationView({ generation, profile }: Setting): PasteView['generation'] {
  if (generation === undefined) return undefined;
  const { label, date, unit, clues } = generations[generation];
  const spoken = spokenBy(profiles[profile]);
  const read =
    spoken === undefined || spoken === generation
      ? ''
      : ` The requests are written anew for ${profiles[profile].label}, in ${generations[spoken].unit}.`;
  return {
    title: `QMP of the ${label}, ${date}. ${unitWords[unit]}`,
    about: `Seen from: ${clues}.${read}`,
  };
}

function deviceView({ device, deviceFrom, found, chosen }: Setting): PasteDevice {
  const { regionCount, dynamicCapacity } = device;
  const each = regionCount === 0 ? 0 : dynamicCapacity / regionCount;
  const place = found[chosen];
  return {
    origin: deviceFrom,
    says: [...deviceWords(device, each), ...placeWords(place?.device)].join(' '),
    regions: Array.from({ length: regionCount }, () => each),
    ...(place === undefined ? {} : { lines: { from: place.from, to: place.to } }),
    choices: found.length > 1 ? found.map(choiceText) : [],
    chosen,
  };
}

function deviceWords(device: DeviceConfig, each: number): readonly string[] {
  const { regionCount, id, serial, staticVolatile, staticPersistent } = device;
  const fixed = [
    ...(staticVolatile > 0 ? [`${iec(staticVolatile)} of volatile memory`] : []),
    ...(staticPersistent > 0 ? [`${iec(staticPersistent)} of persistent memory`] : []),
  ];
  return [
    regionCount === 0
      ? `“${id}” has no dynamic capacity.`
      : `“${id}” has ${counted(regionCount, 'region')} of ${iec(each)}.`,
    ...(fixed.length === 0 ? [] : [`${fixed.join(' and ')} before them.`]),
    ...(serial === undefined ? [] : [`Serial number ${serial}.`]),
  ];
}

const placeWords = (device: FoundDevice | undefined): readonly string[] => [
  ...(device?.plugged === undefined ? [] : [`It is plugged in ${device.plugged}.`]),
  ...(device?.refusedToday === undefined
    ? []
    : [`QEMU 10 and 11 do not start it: “${device.refusedToday}”`]),
];

const choiceText = ({ device: { config }, from }: Setting['found'][number]): string =>
  `${config.id}: ${counted(config.regionCount, 'region')}, ${iec(config.dynamicCapacity)} (line ${from})`;

const kernelLine =
  'a line that the kernel prints. Names of devices and regions are each machine’s own';

/** A host answers an offer in a few moves: what it prints in them is laid beside the text. */
const nearSteps = 8;

/** Bytes are told by the field in which they differ first, or by their number; lines of a kernel as they are written. */
function comparedView(
  line: ComparedLine,
  { setting, steps, timeline }: PastedRun,
  written: readonly string[],
): PasteCompared {
  const { from, to, after: step, says, ok: same, expected, found } = line;
  const told = { from, to, step, same };
  const action = steps[step - 1]?.action;
  if (says === linesPrinted) return { ...told, ...kernelView(line, timeline, written) };
  if (says !== bytesCameBack || typeof expected !== 'string' || typeof found !== 'string')
    return { ...told, says, log: logText(expected), model: logText(found) };
  const opcode = action?.kind === 'mailbox' ? action.opcode : 0;
  const difference = byteDifference(opcode, profiles[setting.profile], expected, found);
  if (difference !== undefined)
    return {
      ...told,
      says: `${says}, ${difference.place}`,
      log: difference.expected,
      model: difference.found,
    };
  const text = counted(expected.length / 2, 'byte');
  return { ...told, says, log: text, model: text };
}

/** A line of a kernel as the text has it, and what the model printed in the steps before. */
function kernelView(
  { from, to, after, ok: same, expected }: ComparedLine,
  timeline: PastedRun['timeline'],
  written: readonly string[],
): Pick<PasteCompared, 'says' | 'log' | 'model'> {
  const own = { written: written.slice(from - 1, to).join(' '), meant: valueText(expected), same };
  const near = timeline?.frames.slice(Math.max(0, after - nearSteps), after) ?? [];
  return { says: kernelLine, ...kernelSides(own, near) };
}

/** A reply that is no error has no text of its own. */
const logText = (value: JsonValue): string => (value === 'return' ? 'done' : valueText(value));

function causeView({ choices, changes, left }: Cause): NonNullable<PasteView['cause']> {
  const rest =
    left === undefined ? 'every line agrees' : `the first difference is in line ${left.from} only`;
  switch (changes) {
    case 'profile': {
      const { label } = profiles[choices.profile ?? 'qemu-11.1'];
      return {
        says: `With the rules of ${label}, ${rest}.`,
        press: `Compare with ${label}`,
        choices,
      };
    }
    case 'twin': {
      const { label } = twins[choices.twin ?? 'linux-v11'];
      return { says: `With the host ${label}, ${rest}.`, press: `Compare with ${label}`, choices };
    }
    case 'mapped': {
      const size = iec(choices.mapped ?? 0);
      return {
        says: `Where the host has mapped ${size} of region 0, ${rest}.`,
        press: `Map ${size} and compare again`,
        choices,
      };
    }
  }
}

const sumParts: readonly (readonly [kind: LineKind, noun: string, plural?: string])[] = [
  ['request', 'QMP request'],
  ['inject', 'line for cxl_test', 'lines for cxl_test'],
  ['command', 'mailbox command'],
  ['kernel', 'kernel line'],
  ['trace', 'trace line'],
  ['shell', 'shell command'],
];

/** What is done or printed, as against what stands around it. */
const isSomething = ({ what }: Finding): boolean => what !== 'negotiation' && what !== 'series';

/** A line of a log may say several things, and is one line. */
const amountOf = (kind: LineKind, findings: readonly Finding[]): number => {
  const count = findings.filter(isSomething).length;
  return kind === 'kernel' ? Math.min(count, 1) : count;
};

/** `2 QMP requests, 1 device, 4 steps.` */
function sumOf(passages: readonly Passage[], { setting, steps, problem }: PastedRun): string {
  const parts = sumParts.flatMap(([kind, noun, plural]) => {
    const count = passages
      .filter((each) => each.kind === kind)
      .reduce((sum, { findings }) => sum + amountOf(kind, findings), 0);
    return count === 0 ? [] : [counted(count, noun, plural)];
  });
  const devices = setting.found.length === 0 ? [] : [counted(setting.found.length, 'device')];
  const runs = passages.flatMap(({ kind }) =>
    kind === 'scenario' || kind === 'link' ? [`a ${lineKinds[kind]}`] : [],
  );
  if (runs[0] !== undefined && steps.length === 0)
    return `This is ${runs[0]}: it is opened as it is.`;
  const all = [...parts, ...devices];
  if (all.length === 0) return 'Nothing here looks like CXL.';
  return problem === undefined
    ? `${all.join(', ')}: a run of ${counted(steps.length, 'step')}.`
    : `${all.join(', ')}. There is no such device.`;
}
