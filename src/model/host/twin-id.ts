/** Which host behaviour applies. */
export const twinIds = [
  'linux-v11',
  'linux-v9',
  'linux-v11-next',
  'strict',
  'partial',
  'silent',
  'reorderer',
  'double',
  'random',
  'manual',
] as const;
export type TwinId = (typeof twinIds)[number];

/** Whether a host is a series of Linux, and not one with a mind of its own. */
export const isLinux = (twin: TwinId): boolean => twin.startsWith('linux-');
