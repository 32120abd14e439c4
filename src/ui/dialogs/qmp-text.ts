import type { RunView } from '../../model/view/page';

export type Verb = 'add' | 'release';
export type Dialect = Exclude<RunView['qmp'], 'none'>;

export interface QmpRequest {
  readonly verb: Verb;
  readonly device: string;
  readonly region: number;
  /** In bytes. */
  readonly extents: readonly { readonly offset: number; readonly len: number }[];
}

/** What offsets and lengths are counted in. */
export const qmpUnits: Readonly<Record<Dialect, number>> = { bytes: 1, mebibytes: 2 ** 20 };

/** The QMP command for a request of the form, as it will be sent. */
export function qmpText(request: QmpRequest, dialect: Dialect): string {
  const { verb, device, extents } = request;
  const unit = qmpUnits[dialect];
  const rows = extents.map(
    ({ offset, len }) => `      { "offset": ${offset / unit}, "len": ${len / unit} }`,
  );
  return `{
  "execute": "cxl-${verb}-dynamic-capacity",
  "arguments": {
    "path": ${JSON.stringify(`/machine/peripheral/${device}`)},
${membersOf(request, dialect)}
    "extents": [
${rows.join(',\n')}
    ]
  }
}`;
}

function membersOf({ verb, region }: QmpRequest, dialect: Dialect): string {
  if (dialect === 'mebibytes') return `    "region-id": ${region},`;
  const policy = verb === 'add' ? 'selection-policy' : 'removal-policy';
  return `    "host-id": 0,
    "${policy}": "prescriptive",
    "region": ${region},`;
}
