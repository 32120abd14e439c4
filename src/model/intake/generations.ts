/** One generation of the QMP commands for dynamic capacity: how its requests are written. */
export interface Generation {
  readonly label: string;
  /** When it was posted or merged. */
  readonly date: string;
  /** What its offsets and lengths count. */
  readonly unit: 'bytes' | 'MiB' | 'offset in bytes, length in MiB';
  /** Names and keys that give it away. */
  readonly clues: string;
}

/** The generations in their order (patch series "Enabling DCD emulation support in Qemu", RFC to v7, and QEMU 9.1). */
export const generations = {
  rfc: {
    label: 'RFC series',
    date: 'May 2023',
    unit: 'offset in bytes, length in MiB',
    clues: 'command name with -event, num-extent, extent-len',
  },
  v2: {
    label: 'v2 series',
    date: 'July 2023',
    unit: 'MiB',
    clues: 'command name with -event, region-id in each extent',
  },
  v3: {
    label: 'v3 series',
    date: 'November 2023',
    unit: 'MiB',
    clues: 'region-id, offset and len',
  },
  v5: { label: 'v5 series', date: 'March 2024', unit: 'bytes', clues: 'region-id, dpa and len' },
  v7: {
    label: 'v7 series',
    date: 'April 2024',
    unit: 'bytes',
    clues: 'hid, selection-policy as a number',
  },
  merged: {
    label: 'QEMU 9.1 and later',
    date: 'since 2024',
    unit: 'bytes',
    clues: 'host-id, region',
  },
} as const satisfies Readonly<Record<string, Generation>>;

export type GenerationId = keyof typeof generations;
