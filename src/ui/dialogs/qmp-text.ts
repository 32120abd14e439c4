export type Verb = 'add' | 'release';

export interface QmpRequest {
  readonly verb: Verb;
  readonly device: string;
  readonly region: number;
  readonly extents: readonly { readonly offset: number; readonly len: number }[];
}

/** The QMP command for a request of the form, as it will be sent. */
export function qmpText({ verb, device, region, extents }: QmpRequest): string {
  const policy = verb === 'add' ? 'selection-policy' : 'removal-policy';
  const rows = extents.map(({ offset, len }) => `      { "offset": ${offset}, "len": ${len} }`);
  return `{
  "execute": "cxl-${verb}-dynamic-capacity",
  "arguments": {
    "path": ${JSON.stringify(`/machine/peripheral/${device}`)},
    "host-id": 0,
    "${policy}": "prescriptive",
    "region": ${region},
    "extents": [
${rows.join(',\n')}
    ]
  }
}`;
}
