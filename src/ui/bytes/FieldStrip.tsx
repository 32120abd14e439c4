import { useRef } from 'react';
import type { BytesTab } from '../../model/view/page';
import { hoverOff, hoverOn, select } from '../entity/highlight';
import { useWidth } from '../kit/use-width';
import { fieldIds, frontField, markClass, stripLabels, type FieldMark } from './fields';

interface Props {
  readonly tab: BytesTab;
  readonly marks: readonly (FieldMark | undefined)[];
}

/** The fields in proportion: where in the message one is, and how much of it. The list below says the same in words. */
export function FieldStrip({ tab, marks }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const front = frontField(tab, marks);
  const share = (bytes: number): string => `${(bytes / tab.bytes.length) * 100}%`;
  return (
    <div className="field-strip" ref={frame} aria-hidden="true">
      <div className="strip-bar">
        {tab.fields.map((field, index) => (
          <i
            key={field.path}
            title={field.label}
            className={`${field.reserved ? 'reserved' : ''} ${field.bad ? 'bad' : ''} ${markClass(marks[index])}`}
            style={{ left: share(field.offset), width: share(field.size) }}
            onPointerEnter={() => {
              hoverOn(fieldIds(tab.id, field));
            }}
            onPointerLeave={hoverOff}
            onClick={() => {
              select(fieldIds(tab.id, field), tab.id);
            }}
          />
        ))}
      </div>
      <div className="strip-labels">
        {width > 0 &&
          stripLabels(tab, width, front).map(({ index, at }) => (
            <span
              key={index}
              className={index === front ? 'front' : undefined}
              style={{ left: `${at * 100}%` }}
            >
              {tab.fields[index]?.label}
            </span>
          ))}
      </div>
    </div>
  );
}
