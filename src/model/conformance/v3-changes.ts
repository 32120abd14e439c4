/** One of the 18 changes that the cover letter of the v3 posting lists. */
export interface V3Change {
  readonly number: number;
  readonly change: string;
  /** What today's QEMU does instead, or `same`. */
  readonly now: string;
  /** Title of the test that shows it; absent where nothing of it can be seen from outside. */
  readonly test?: string;
}

/** The changes in the order of the letter. Behaviour of v3 is read from its source; nobody recorded it. */
export const v3Changes: readonly V3Change[] = [
  {
    number: 1,
    change: 'A range that crosses two regions is detected (the check of v3 never fires)',
    now: 'It fires: such a range is refused before anything else is looked at',
    test: 'an entry across two regions is refused, though not by the check that means to',
  },
  {
    number: 2,
    change: 'The checks of a list of extents are documented: in a region, aligned, no block twice',
    now: 'same',
    test: 'a list of extents is refused for region, alignment and overlap',
  },
  {
    number: 3,
    change: 'A response is checked for what matters only: list, accepted already, offered',
    now: 'The length of the payload and the limit of 512 extents are checked too',
    test: 'a response is not checked for its length or for a limit of extents',
  },
  {
    number: 4,
    change: 'The number of extents follows responses and releases',
    now: 'same; QEMU 11.1 counts offered extents beside them',
    test: 'the number of extents follows responses, releases and splits',
  },
  {
    number: 5,
    change: 'Blocks that are named twice are found whatever part of them overlaps',
    now: 'same',
    test: 'a block that two entries share in part is found',
  },
  {
    number: 6,
    change: 'Offered extents wait in a list until they are answered',
    now: 'They wait in groups, one for each request',
    test: 'offered extents wait in a flat list and are answered in any order',
  },
  {
    number: 7,
    change: 'A response is checked against the extents on offer, of whatever request',
    now: 'Only the first group may be answered',
    test: 'an entry must lie inside one extent on offer',
  },
  {
    number: 8,
    change: 'Helpers are shared between QMP and mailbox',
    now: 'same',
    test: 'QMP and mailbox find the same overlap in a list',
  },
  {
    number: 9,
    change:
      'The event logs of QMP gain the value `dyncap` (not modelled: no record of another kind can be put into the Dynamic Capacity log)',
    now: 'The value is gone',
    test: 'no media event goes into the Dynamic Capacity log',
  },
  {
    number: 10,
    change: 'An extent is taken off a list by a helper',
    now: 'same',
    test: 'a released extent leaves the list and the others keep their order',
  },
  {
    number: 11,
    change: 'Memory becomes reachable when an extent is accepted, not when it is offered',
    now: 'same',
    test: 'offered memory is not reachable, accepted memory is',
  },
  {
    number: 12,
    change: 'A name that QEMU gave to an address space is freed (nothing to see from outside)',
    now: 'same',
  },
  {
    number: 13,
    change: 'A QMP request without extents is refused: `No extents found in the command`',
    now: 'It succeeds and does nothing',
    test: 'a request without extents is refused',
  },
  {
    number: 14,
    change: 'A QMP request with an extent of length 0 is refused',
    now: 'same',
    test: 'an extent of length 0 is refused',
  },
  {
    number: 15,
    change: 'One request names one region, by `region-id`',
    now: 'The member is called `region`, beside host and policy',
    test: 'a request names its region once, by region-id',
  },
  {
    number: 16,
    change: 'The block map of a region is as long as the region; regions have 2 GiB each',
    now: 'Regions are equal parts of the backend',
    test: 'regions have 2 GiB each, and their last block can be used',
  },
  {
    number: 17,
    change: 'QMP names places by `offset` in the region, in MiB',
    now: 'In bytes',
    test: 'offset and len are in MiB from the start of the region',
  },
  {
    number: 18,
    change: 'Only an extent that is exactly on the list can be asked back',
    now: 'Whatever is accepted can be asked back, if nothing of it is on offer',
    test: 'only exact extents can be asked back',
  },
];
