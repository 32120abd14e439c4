import type { InspectorView } from '../page';

type Fact = InspectorView['facts'][number];

/** A value as it stands in the device or in a message. */
export const fact = (label: string, value: string): Fact => ({ label, value, derived: false });

/** A value that was worked out: it is shown in brackets. */
export const derived = (label: string, value: string): Fact => ({ label, value, derived: true });
