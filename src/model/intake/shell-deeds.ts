import { hostModules } from '../host/host-state';
import type { MachineDeed } from '../simulation/deeds';
import { MiB } from '../units';
import type { Remark } from './finding';
import { sizeIn, uuidIn } from './sizes';

/** What a command of the host comes to. */
export interface Deeds {
  readonly deeds: readonly MachineDeed[];
  readonly created?: { readonly partition: number; readonly length?: number };
  readonly remarks?: readonly Remark[];
}

/** Memory blocks of a usual x86 machine. */
const BLOCK = 128 * MiB;

interface Words {
  /** What is no option, the tool and its verb left out. */
  readonly plain: readonly string[];
  readonly option: (...names: readonly string[]) => string | undefined;
}

type Makes = (words: Words) => Deeds;

const deeds = (...all: readonly MachineDeed[]): Deeds => ({ deeds: all });
const left = (text: string, fix?: string): Deeds => ({
  deeds: [],
  remarks: [{ kind: 'dropped', text, ...(fix === undefined ? {} : { fix }) }],
});

/** A deed on each dax device that is named. */
const onDax =
  (deed: (dax: string) => readonly MachineDeed[]): Makes =>
  ({ plain }) => {
    const named = plain.filter((word) => /^dax\d{1,9}\.\d{1,9}$/.test(word));
    return named.length === 0
      ? left('The command names no dax device.', 'Write its name, such as dax0.1.')
      : deeds(...named.flatMap(deed));
  };

const regionIn = (word: string | undefined): number =>
  Number(/(\d{1,9})$/.exec(word ?? '')?.[1] ?? 0);

/** What the commands of cxl and daxctl do. */
const verbs: Readonly<Record<string, Makes>> = {
  'cxl create-region': ({ option }) => {
    const partition = /^dynamic_ram_(\d)$/.exec(option('-t', '--type') ?? '')?.[1];
    if (partition === undefined)
      return left(
        'A region of a type that is not spelt dynamic_ram_N is left out.',
        'The model has regions of dynamic capacity only.',
      );
    const length = sizeIn(option('-s', '--size') ?? '');
    return {
      deeds: [],
      created: { partition: Number(partition), ...(length === undefined ? {} : { length }) },
    };
  },
  'cxl destroy-region': ({ plain }) =>
    plain.includes('all')
      ? left('“all” names no region.', 'Write its name, such as region0.')
      : deeds({
          deed: 'destroyRegion',
          region: regionIn(plain.find((word) => /^region\d+$/.test(word))),
        }),
  'cxl disable-region': () => left('A region is disabled: the model has no such deed.'),
  'daxctl create-device': ({ option }) => {
    const region = regionIn(option('-r', '--region'));
    const uuid = option('--uuid', '-u');
    const size = sizeIn(option('-s', '--size') ?? '');
    const of = uuid === undefined || uuid === '0' ? (uuid ?? '') : (uuidIn(uuid) ?? '');
    return deeds({ deed: 'claim', region, of, ...(size === undefined ? {} : { size }) });
  },
  'daxctl destroy-device': onDax((dax) => [{ deed: 'destroyDax', dax }]),
  'daxctl disable-device': onDax((dax) => [{ deed: 'unbindDax', dax }]),
  'daxctl enable-device': onDax((dax) => [{ deed: 'bindDax', dax }]),
  'daxctl online-memory': onDax((dax) => [{ deed: 'memory', dax, online: true }]),
  'daxctl offline-memory': onDax((dax) => [{ deed: 'memory', dax, online: false }]),
  'daxctl reconfigure-device': (words) => {
    const mode = words.option('-m', '--mode');
    const stays = words.option('-N', '--no-online') !== undefined;
    if (mode === undefined)
      return left(
        'daxctl reconfigure-device without --mode is left out.',
        'Write -m devdax or -m system-ram.',
      );
    if (mode === 'system-ram')
      return onDax((dax) => [{ deed: stays ? 'systemRam' : 'online', dax, blockSize: BLOCK }])(
        words,
      );
    return onDax((dax) => [
      { deed: 'unbindDax', dax },
      { deed: 'bindDax', dax, driver: 'device_dax' },
    ])(words);
  },
};

/** Options of cxl that stand alone: what follows them is no value of theirs. */
const alone = new Set(['-m', '-f', '--force', '-u', '-v', '--memdevs', '-M']);
/** Options whose value may be the name of a region or a memory device. */
const ofRegion = new Set(['-r', '--region', '-m', '--mode']);

function wordsOf(text: string, tool: string): Words {
  const words = text.split(/\s+/).slice(2);
  const options = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [name = '', value] = (words[at] ?? '').split('=', 2);
    if (!name.startsWith('-')) plain.push(name);
    else if (value !== undefined || !takesNext(name, words[at + 1], tool))
      options.set(name, value ?? '');
    else {
      options.set(name, words[at + 1] ?? '');
      at += 1;
    }
  }
  const option = (...names: readonly string[]): string | undefined =>
    names.map((each) => options.get(each)).find((each) => each !== undefined);
  return { plain, option };
}

function takesNext(name: string, next: string | undefined, tool: string): boolean {
  if (next === undefined || next.startsWith('-') || (tool !== 'daxctl' && alone.has(name)))
    return false;
  return ofRegion.has(name) || !/^(?:dax\d|region\d|mem\d)/.test(next);
}

/** What a command line of the host comes to; nothing where it changes nothing. */
export function deedsIn(text: string): Deeds | undefined {
  const [tool = '', verb = ''] = text.split(/\s+/);
  const makes = verbs[`${tool} ${verb}`];
  if (makes !== undefined) return makes(wordsOf(text, tool));
  if (tool === 'reboot') return deeds({ deed: 'restart' });
  if (/^(?:modprobe|insmod|rmmod)$/.test(tool)) return moduleDeeds(text, tool);
  return tool === 'echo' ? sysfsDeeds(text) : undefined;
}

const isModule = (name: string): name is (typeof hostModules)[number] =>
  hostModules.some((each) => each === name);

function moduleDeeds(text: string, tool: string): Deeds {
  const unloads = tool === 'rmmod' || /\s-r\b|\s--remove\b/.test(text);
  const names = text
    .split(/\s+/)
    .slice(1)
    .filter((word) => !word.startsWith('-'))
    .map((word) => word.replace(/^.*\/|\.ko(?:\.\w+)?$/g, '').replaceAll('-', '_'));
  const all = names.flatMap((module): readonly MachineDeed[] => {
    if (module === 'cxl_pci') return [{ deed: unloads ? 'unbindDevice' : 'bindDevice' }];
    return isModule(module) ? [{ deed: unloads ? 'unloadModule' : 'loadModule', module }] : [];
  });
  return all.length > 0
    ? deeds(...all)
    : left(`Modules of the model are ${hostModules.join(', ')} and cxl_pci: left out.`);
}

type Writes = readonly [
  file: RegExp,
  deed: (value: string, found: string) => readonly MachineDeed[] | undefined,
];

/** Files of sysfs that take what a user writes. */
const files: readonly Writes[] = [
  [
    /\/(dax\d+\.\d+)\/size$/,
    (value, dax) => {
      const size = sizeIn(value);
      return size === undefined ? undefined : [{ deed: 'resize', dax, size }];
    },
  ],
  [
    /\/(dax\d+\.\d+)\/uuid$/,
    (value, dax) => {
      const of = value === '0' ? '0' : uuidIn(value);
      return of === undefined ? undefined : [{ deed: 'setUuid', dax, of }];
    },
  ],
  [
    /\/dax_region(\d+)\/.*create$|\/dax_region\/create$/,
    (_, region) => [{ deed: 'createDax', region: Number(region || 0) }],
  ],
  [/\/dax_region\/delete$/, (value) => [{ deed: 'destroyDax', dax: value }]],
  [/\/delete_region$/, (value) => [{ deed: 'destroyRegion', region: regionIn(value) }]],
  [
    /\/drivers\/(device_dax|kmem)\/bind$/,
    (value, driver) => [
      { deed: 'bindDax', dax: value, driver: driver === 'kmem' ? 'kmem' : 'device_dax' },
    ],
  ],
  [/\/drivers\/(?:device_dax|kmem)\/unbind$/, (value) => [{ deed: 'unbindDax', dax: value }]],
];

function sysfsDeeds(text: string): Deeds | undefined {
  const [, said = '', file = ''] =
    /^echo\s+(?:-n\s+)?["']?([^"'>|]+?)["']?\s*(?:>|\|\s*(?:sudo\s+)?tee(?:\s+-a)?)\s*["']?([^\s"']+)/.exec(
      text,
    ) ?? [];
  for (const [pattern, deed] of files) {
    const found = pattern.exec(file);
    if (found !== null) return validDeeds(deed(said, found[1] ?? ''), said);
  }
  return undefined;
}

/** A deed that names no dax device is none. */
const validDeeds = (all: readonly MachineDeed[] | undefined, said: string): Deeds =>
  all?.every((deed) => !('dax' in deed) || /^dax\d{1,9}\.\d{1,9}$/.test(deed.dax)) === true
    ? deeds(...all)
    : left(
        `“${said}” is no value that this file takes in the model.`,
        'Write a number, a UUID or the name of a dax device.',
      );
