import type { BytesTab } from '../../model/view/page';
import { CurrentField, FieldList } from './FieldList';
import { FieldStrip } from './FieldStrip';
import { HexGrid } from './HexGrid';
import { useMarks } from './use-marks';
import './bytes.css';

/** One run of bytes: the grid, the strip of its fields, and the fields by name. */
export function Message({ tab }: { readonly tab: BytesTab }) {
  const marks = useMarks(tab);
  return (
    <>
      <p className="note bytes-title">{tab.title}</p>
      {tab.bytes.length === 0 ? (
        <p className="pane-hint">No bytes.</p>
      ) : (
        <HexGrid tab={tab} marks={marks} />
      )}
      {tab.fields.length > 0 && (
        <>
          <FieldStrip tab={tab} marks={marks} />
          <CurrentField tab={tab} marks={marks} />
          <FieldList tab={tab} marks={marks} />
        </>
      )}
    </>
  );
}
