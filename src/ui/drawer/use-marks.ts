import { useMemo } from 'react';
import type { BytesTab } from '../../model/view/page';
import { useUi } from '../store';
import { fieldMark, type FieldMark } from './fields';

/** How each field of a message is marked by hover and selection now. */
export function useMarks(tab: BytesTab): readonly (FieldMark | undefined)[] {
  const hover = useUi((state) => state.hover);
  const selection = useUi((state) => state.selection);
  return useMemo(
    () => tab.fields.map((field) => fieldMark(tab.id, field, { hover, selection })),
    [tab, hover, selection],
  );
}
