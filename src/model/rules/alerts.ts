import type { AlertChange, AlertConfig } from '../layouts/alerts';
import { finding, once, type Rung } from './rule';

/** Bits of the thresholds that 4202h can set. */
export const alertBits = {
  lifeWarning: 1,
  hotWarning: 2,
  coldWarning: 4,
  volatileWarning: 8,
  persistentWarning: 16,
} as const;

export type Threshold = keyof typeof alertBits;

export interface AlertInput {
  readonly config: AlertConfig;
  readonly change: AlertChange;
}

const threshold = (
  name: Threshold,
  words: {
    readonly id: string;
    readonly says: string;
    readonly shows: string;
    readonly fix: string;
  },
  {
    limit,
    holds,
  }: {
    readonly limit: (config: AlertConfig) => number;
    readonly holds: (value: number, limit: number) => boolean;
  },
): Rung<AlertInput> =>
  once({
    ...words,
    section: '8.2.9.9.3.3',
    broken: { kind: 'code', code: 'invalidInput' },
    check({ config, change }) {
      const bound = limit(config);
      const isAsked = (change.valid & alertBits[name]) !== 0;
      return finding(
        !isAsked || holds(change[name], bound),
        name,
        () => `${change[name]} is on the wrong side of the critical threshold ${bound}.`,
        change[name],
        bound,
      );
    },
  });

const below = (value: number, limit: number): boolean => value < limit;
const above = (value: number, limit: number): boolean => value > limit;

/** The thresholds that have a critical one beside them, each with its rule, in QEMU's order (11.1): those before one that breaks stay set. */
export const alertRungs: readonly (readonly [Threshold, Rung<AlertInput>])[] = [
  [
    'lifeWarning',
    threshold(
      'lifeWarning',
      {
        id: '4202.life',
        says: 'The warning of life used comes before the critical alert',
        shows: '{0} < {1}',
        fix: 'Take a smaller percentage.',
      },
      { limit: ({ lifeCritical }) => lifeCritical, holds: below },
    ),
  ],
  [
    'hotWarning',
    threshold(
      'hotWarning',
      {
        id: '4202.hot',
        says: 'The over-temperature warning comes before the critical alert',
        shows: '{0} < {1}',
        fix: 'Take a lower temperature.',
      },
      { limit: ({ hotCritical }) => hotCritical, holds: below },
    ),
  ],
  [
    'coldWarning',
    threshold(
      'coldWarning',
      {
        id: '4202.cold',
        says: 'The under-temperature warning comes before the critical alert',
        shows: '{0} > {1}',
        fix: 'Take a higher temperature.',
      },
      { limit: ({ coldCritical }) => coldCritical, holds: above },
    ),
  ],
];

export const alertsLadder: readonly Rung<AlertInput>[] = alertRungs.map(([, rung]) => rung);
