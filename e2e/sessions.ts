const path = '"path": "/machine/peripheral/cxl-dcd0", "host-id": 0';
const mib = 2 ** 20;

type Place = readonly [offsetMiB: number, lengthMiB: number];

const extents = (places: readonly Place[]): string =>
  `"extents": [ ${places
    .map(([offset, length]) => `{ "offset": ${offset * mib}, "len": ${length * mib} }`)
    .join(', ')} ]`;

/** The QMP request that offers these extents of region 0. */
export function add(...places: readonly Place[]): string {
  return `{ "execute": "cxl-add-dynamic-capacity", "arguments": { ${path}, "selection-policy": "prescriptive", "region": 0,\n  ${extents(places)} } }`;
}

/** The QMP request that asks these extents of region 0 back. */
export function release(...places: readonly Place[]): string {
  return `{ "execute": "cxl-release-dynamic-capacity", "arguments": { ${path}, "removal-policy": "prescriptive", "region": 0,\n  ${extents(places)} } }`;
}

/** Two extents are offered in one group, then the second is asked back. */
export const hello = [
  '{ "execute": "qmp_capabilities" }',
  add([0, 128], [256, 64]),
  release([256, 64]),
].join('\n');
