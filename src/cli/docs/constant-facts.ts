import type { Constants } from '../../model/device/profiles/profile-constants';
import type { ProfileFact } from './profile-facts';

/** Every field of a profile that all of them have alike. */
export const constantFacts: Readonly<Record<keyof Constants, ProfileFact>> = {
  logBound: {
    says: 'Where offset plus length of Get Log must end, whatever the size of the log: bytes of the buffer.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  fmExtentsAPage: {
    says: 'How many extents Get DC Region Extent Lists gives at most.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  policies: {
    says: 'Policies to add and to remove that Get DCD Info lists, a bit each: prescriptive alone.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  poisonLimit: {
    says: 'How many poisoned ranges the device keeps, and Identify Memory Device reports.',
    sources: ['include/hw/cxl/cxl_device.h', 'hw/cxl/cxl-mailbox-utils.c'],
  },
  abortableBelow: {
    says: 'The percentage from which on Request Abort lets a background command end.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  responseLimits: {
    says: 'Limits of a response over the tunnel that can be set, and the one at first: log2 of bytes.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  wipeSeconds: {
    says: 'Seconds that wiping takes, by the capacity it reaches up to.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  wipesDcAt: {
    says: 'Where a media operation hits dynamic capacity: at the DPA taken for an offset into the backend, or at the right place.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  firmware: {
    says: 'Slots, the largest package, the text of a revision, and seconds for a package and a part of one.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  identities: {
    says: 'Vendor and device of the memory device and of the switch, as Identify gives them.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  performance: {
    says: 'Latency and bandwidth that CDAT gives every range: data type, unit, value.',
    sources: ['hw/mem/cxl_type3.c'],
  },
  vectors: {
    says: 'MSI-X vector of each event log. Dynamic Capacity shares one.',
    sources: ['hw/cxl/cxl-events.c', 'hw/mem/cxl_type3.c'],
  },
  completionVector: {
    says: 'MSI-X vector of a background command that ends.',
    sources: ['hw/mem/cxl_type3.c'],
  },
  interrupts: {
    says: 'Whether a record interrupts only where its log was empty, or always.',
    sources: ['hw/cxl/cxl-events.c'],
  },
  clearingForgetsOverflow: {
    says: 'Whether clearing any record forgets how many were lost.',
    sources: ['hw/cxl/cxl-events.c'],
  },
  policyTellsDcVector: {
    says: 'Whether Get Event Interrupt Policy tells the vector of Dynamic Capacity, or 0.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  policySettings: {
    says: 'How many settings Set Event Interrupt Policy wants at least: bytes.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
  alignsBy: {
    says: 'The region whose base and block size the entries of a response or a release are aligned to: the first of the device, or their own.',
    sources: ['hw/cxl/cxl-mailbox-utils.c'],
  },
};
