import * as v from 'valibot';
import { hostModules } from '../host/host-state';
import { matching, whole } from './fields';

/*
 * What a user of the host machine does with the capacity. Addresses are DPAs, lengths bytes; `of` is a tag as a
 * UUID, '0' for one untagged extent, or '' for none named; a dax device is named as `dax0.1`.
 */

const address = whole(0, Number.MAX_SAFE_INTEGER);
const region = whole(0, Number.MAX_SAFE_INTEGER);
const dax = matching(/^dax\d{1,9}\.\d{1,9}$/, 'a dax device such as "dax0.1"');
const tag = matching(
  /^(?:|0|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i,
  'a UUID, "0" or ""',
);
const claimed = matching(
  /^(?:0|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i,
  'a UUID, or "0"',
);
const blockSize = whole(1, Number.MAX_SAFE_INTEGER);
const driver = v.exactOptional(v.picklist(['device_dax', 'kmem'], 'device_dax or kmem'));
const module = v.picklist(hostModules, hostModules.join(', '));

/** What each deed says besides its name, as files, links and the page write it. A file of its own: only reading loads it. */
export const machineMembers = {
  createRegion: { start: address, length: address },
  destroyRegion: { region },
  claim: { region, of: tag, size: v.exactOptional(address) },
  resize: { dax, size: address },
  destroyDax: { dax },
  online: { dax, blockSize },
  offline: { dax },
  // The steps of which a claim and system RAM are made.
  createDax: { region },
  setUuid: { dax, of: claimed },
  bindDax: { dax, driver },
  unbindDax: { dax },
  systemRam: { dax, blockSize },
  memory: { dax, online: v.boolean('true or false') },
  unloadDriver: {},
  loadDriver: {},
  loadModule: { module },
  unloadModule: { module },
  // The driver of the device itself.
  unbindDevice: {},
  bindDevice: {},
  restart: {},
} as const satisfies Readonly<Record<string, v.ObjectEntries>>;

export type MachineDeedName = keyof typeof machineMembers;

type Output<Schema> = Schema extends v.GenericSchema<unknown, infer Value> ? Value : never;
type OptionalIn<Members> = {
  [Name in keyof Members]: Members[Name] extends { readonly type: 'exact_optional' } ? Name : never;
}[keyof Members];

/** What members say, those that may be absent among them. */
type Told<Members> = {
  readonly [Name in Exclude<keyof Members, OptionalIn<Members>>]: Output<Members[Name]>;
} & { readonly [Name in OptionalIn<Members>]?: Output<Members[Name]> };

type MembersOf<Name extends MachineDeedName> = Told<(typeof machineMembers)[Name]>;

export type MachineDeed = {
  [Name in MachineDeedName]: { readonly deed: Name } & MembersOf<Name>;
}[MachineDeedName];

export const machineDeedNames = Object.keys(machineMembers) as readonly MachineDeedName[];
