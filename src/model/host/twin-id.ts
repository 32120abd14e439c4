/** Which host behaviour applies. */
export const twinIds = ['linux-v11', 'manual'] as const;
export type TwinId = (typeof twinIds)[number];
