import type { CommandForm, EntityId } from '../../model/view/page';
import { Button } from '../kit/Button';
import { fillItems } from './compose';
import { useConsole } from './console-store';
import { useSlice } from '../state/run';

const addResponse = 0x4802;
const release = 0x4803;

/** What a host would most likely name: the oldest offer when it answers, what it holds when it releases. */
export function Prefill({ list }: { readonly list: NonNullable<CommandForm['items']> }) {
  const { pending } = useSlice('device');
  const { holds } = useSlice('host');
  const { rows } = useSlice('ledger');
  const opcode = useConsole((state) => state.chosen[state.to]);
  const oldest = pending.find(({ gone }) => !gone)?.chips ?? [];
  const chips = { [addResponse]: oldest, [release]: holds }[opcode ?? 0] ?? [];
  const known = chips.filter(({ id }) => rows.some((row) => row.id === id));
  if (known.length === 0 || !list.fields.some(({ path }) => path === 'start')) return null;
  const fill = (ids: readonly EntityId[]): void => {
    const picked = rows.filter((row) => ids.includes(row.id));
    fillItems(
      picked.map(({ start, length }) => ({
        start: `0x${start.toString(16)}`,
        length: `0x${length.toString(16)}`,
      })),
    );
  };
  return (
    <Button
      onClick={() => {
        fill(known.map(({ id }) => id));
      }}
    >
      {opcode === release ? 'From what it holds' : 'From the oldest offer'}
    </Button>
  );
}
