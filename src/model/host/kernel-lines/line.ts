import { forms, type FormName, type ValueOf } from './forms';

/**
 * What the kernel puts before a line: the driver and the name of the device it speaks of. Numbers of ports and PCI
 * addresses are those of a machine with one device.
 */
export const speakers = {
  memdev: 'cxl_pci 0000:0d:00.0: ',
  decoder: 'cxl decoder2.{decoder:dec}: ',
  region: 'cxl_region region{region:dec}: ',
  daxRegion: '{driver:regionDriver} dax_region{region:dec}: ',
  /** An extent has no driver and no bus, nor has a mapping. */
  extent: ' extent{region:dec}.{extent:dec}: ',
  mapping: ' mapping{mapping:dec}: ',
  dax: '{driver:daxDriver} dax{region:dec}.{dax:dec}: ',
  kmem: 'kmem dax{region:dec}.{dax:dec}: ',
  /** The kernel itself. */
  plain: '',
} as const;

type Speaker = keyof typeof speakers;

/** Levels of the kernel's log. Debug lines are printed where dynamic debug is on. */
export const levels = { alert: 1, crit: 2, err: 3, warning: 4, info: 6, debug: 7 } as const;

/** One line of the kernel: its text with placeholders, and where it comes from. */
export interface Line {
  readonly level: keyof typeof levels;
  readonly by: Speaker;
  readonly format: string;
  /** File and function in the kernel's tree. */
  readonly from: readonly [file: string, inFunction: string];
  /** Whether a recording has it, or only the source of the series. */
  readonly seen: 'recorded' | 'source';
  /** Printed at most ten times in five seconds, the others are swallowed; or once a boot. */
  readonly limit?: 'rate' | 'once';
}

/** The lines of one series by their ids. A line that the series never prints is not there. */
export type Lines = Readonly<Record<string, Line>>;

/** A line that two series share, where only the recordings of the other have it. */
export const unrecorded = <L extends Line>(
  line: L,
): Omit<L, 'seen'> & { readonly seen: 'source' } => ({ ...line, seen: 'source' });

/** What can be printed: a device and a format. */
export type Printable = Pick<Line, 'by' | 'format'>;

type WholeOf<L extends Printable> = `${(typeof speakers)[L['by']]}${L['format']}`;

type FieldsIn<F extends string> = F extends `${string}{${infer Name}:${infer Form}}${infer Rest}`
  ? Readonly<Record<Name, ValueOf<Form & FormName>>> & FieldsIn<Rest>
  : unknown;

/** What a line is filled with: the placeholders of its device and its own. A format must be known word for word. */
export type FieldsOf<L extends Printable> = string extends L['format']
  ? never
  : FieldsIn<WholeOf<L>>;

/** A part of a line: text, or a placeholder by its name and how it is printed. */
type Part = string | { readonly name: string; readonly print: (value: never) => string };

const partsByLine = new WeakMap<Printable, readonly Part[]>();

/** What a line is made of: lines are few and printed often. */
function partsOf(line: Printable): readonly Part[] {
  const known = partsByLine.get(line);
  if (known !== undefined) return known;
  const whole = speakers[line.by] + line.format;
  // Odd parts are the placeholders, even parts are the text between them.
  const parts = whole.split(/\{(\w+:\w+)\}/).map((part, at): Part => {
    if (at % 2 === 0) return part;
    const [name = '', form = ''] = part.split(':');
    return { name, print: forms[form as FormName] };
  });
  partsByLine.set(line, parts);
  return parts;
}

/** Values by the names of their placeholders, where the line is known only as it runs. */
export type Fields = Readonly<Record<string, unknown>>;

/** The text of a line that is filled with values of the right kinds. */
export function fill(line: Printable, fields: Fields): string {
  let text = '';
  for (const part of partsOf(line)) {
    text += typeof part === 'string' ? part : part.print(fields[part.name] as never);
  }
  return text;
}

/** The text that a person reads: the device, then the line. */
export const print = <L extends Printable>(line: L, fields: FieldsOf<L>): string =>
  fill(line, fields as Fields);
