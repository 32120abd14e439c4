import { useMemo } from 'react';
import type { BytesTab } from '../../model/view/page';
import { fieldMark, type FieldMark } from './fields';
import { useLinks } from '../state/links';

/** How each field of a message is marked by hover and selection now. */
export function useMarks(tab: BytesTab): readonly (FieldMark | undefined)[] {
  const hover = useLinks((state) => state.hover);
  const selection = useLinks((state) => state.selection);
  return useMemo(
    () => tab.fields.map((field) => fieldMark(tab.id, field, { hover, selection })),
    [tab, hover, selection],
  );
}
