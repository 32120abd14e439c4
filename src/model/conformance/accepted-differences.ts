/** One step of a recorded session whose result the model does not give, and why that is right. */
export interface AcceptedDifference {
  readonly trace: string;
  readonly version: string;
  readonly step: number;
  readonly reason: string;
}

/** Every accepted difference. One that disappears fails the run. */
export const acceptedDifferences: readonly AcceptedDifference[] = [
  {
    trace: 'event-other-logs',
    version: '11.1.3',
    step: 0,
    reason:
      'The recorder sent the command without "sub-type", got the error, added the member to the same object and sent it again; both steps show the later arguments.',
  },
];
