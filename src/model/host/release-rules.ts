import { all, extent, bus, records, removing, responding, type Row } from './host-rule';

/** How capacity is given back (R). */
export const releaseRules: readonly Row[] = [
  ['R0', 'The fabric manager asks for capacity back.', all, records, 'v11/05-release-idle-whole'],
  [
    'R1',
    'What no region maps is given back at once, as it was asked for.',
    all,
    removing,
    'v11/16-reboot-no-region',
  ],
  [
    'R2',
    'The extents meant are those that the range touches in v9, and from v11 on the one that holds it and has its tag.',
    all,
    removing,
    'v11/06-release-half',
  ],
  [
    'R3',
    'A range that matches no extent is not answered; v11-next gives it back.',
    all,
    removing,
    'v11/26-release-over-two',
  ],
  [
    'R4',
    'An extent in use stays, and nothing is tried again.',
    all,
    removing,
    'v11/09-release-held',
  ],
  [
    'R5',
    'The caches of the region are flushed before the dax driver lets go.',
    all,
    [extent, 'rm_tag_group'],
  ],
  [
    'R6',
    'The dax driver lets go: from v11 on of the whole group.',
    all,
    [bus, '__dax_release_resource'],
    'v11/07-release-one-of-chain',
  ],
  [
    'R7',
    'Each extent is given back whole by a command of its own.',
    all,
    responding,
    'v11/06-release-half',
  ],
  [
    'R8',
    'The extent leaves sysfs, and the record is cleared with its batch.',
    all,
    [extent, 'dc_extent_unregister'],
    'v11/05-release-idle-whole',
  ],
  [
    'R9',
    'What a user takes down (region, driver, module) gives its extents back, the last one first.',
    all,
    responding,
    'v11/13-destroy-region-with-extent',
  ],
];
