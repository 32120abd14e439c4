import type { JsonValue } from '../../json';
import { printJson } from '../../json';
import { stateAt } from '../../simulation/run/timeline';
import { framesOf, type ExportSubject } from './subject';

/** The regions of the host with their extents, as `cxl list -R` prints them. */
export function listExport({ timeline, step }: ExportSubject): string {
  const { host } = stateAt(timeline, step);
  const regions = host.regions.map(({ id, hpa, length }): JsonValue => ({
    region: `region${id}`,
    resource: hpa,
    size: length,
    type: 'dc',
    interleave_ways: 1,
    decode_state: 'commit',
    extents: host.extents
      .filter(({ region }) => region === id)
      .map(({ offset, length: size, tag }) => ({ offset, length: size, uuid: uuidText(tag) })),
  }));
  return `${printJson(regions, 2)}\n`;
}

/** A tag as a UUID; all zero where there is none, as the tool prints it. */
const uuidText = (tag: string): string =>
  tag.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** What the kernel of the host and its trace printed. */
export const kernelExport = (subject: ExportSubject): string =>
  framesOf(subject)
    .flatMap(({ happenings }) => happenings)
    .flatMap((each) => (each.what === 'hostPrinted' ? [`${each.line.text}\n`] : []))
    .join('');
