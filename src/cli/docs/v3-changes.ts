import { v3Changes } from '../../model/conformance/v3-changes';
import { NOTHING, table } from './table';

const intro = `
The cover letter of the third posting of QEMU's DCD series (November 2023) lists 18 changes. This is
what each of them is in the profile \`qemu-v3\`, what became of it in the QEMU of today, and the test
that shows it.`;

/** The changes of the v3 posting. */
export function v3ChangesPage(): string {
  const rows = v3Changes.map(({ number, change, now, test }) => [
    `${number}`,
    change,
    now,
    test ?? NOTHING,
  ]);
  return ['# The v3 series', intro, table(['#', 'Change in v3', 'QEMU 11.1', 'Test'], rows)].join(
    '\n\n',
  );
}
