import { useRef } from 'react';
import type { BytesTab, FieldView } from '../../model/view/page';
import { useRows } from '../ledger/use-rows';
import { hoverOff, hoverOn, select } from '../entity/highlight';
import { fieldIds, frontField, offsetText, type FieldMark } from './fields';

interface Props {
  readonly tab: BytesTab;
  readonly marks: readonly (FieldMark | undefined)[];
}

const rowHeight = 24;

/** The field under the pointer or selected, in full. Its room is there without one: nothing below may move. */
export function CurrentField({ tab, marks }: Props) {
  const index = frontField(tab, marks);
  const field = index === undefined ? undefined : tab.fields[index];
  return (
    <p className={field?.bad === true ? 'current-field bad' : 'current-field'}>
      {field !== undefined && (
        <>
          <b>{field.label}</b>{' '}
          <span className="m mu">
            {offsetText(field.offset)} · {field.type}
          </span>{' '}
          <span className="m current-value">
            {field.value}
            {field.derived !== undefined && ` [${field.derived}]`}
          </span>
        </>
      )}
    </p>
  );
}

/** Every field with its offset, type and value. */
export function FieldList({ tab, marks }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRows({
    count: tab.fields.length,
    rowHeight,
    scroller,
    of: tab.id,
  });
  return (
    <div className="fields" ref={scroller} tabIndex={tab.fields.length > 60 ? 0 : undefined}>
      <ul aria-label={`Fields of ${tab.label}`} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const field = tab.fields[item.index];
          return (
            field && (
              <li key={field.path} style={{ transform: `translateY(${item.start}px)` }}>
                <FieldRow tab={tab.id} field={field} mark={marks[item.index]} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly tab: string;
  readonly field: FieldView;
  readonly mark: FieldMark | undefined;
}

function FieldRow({ tab, field, mark }: RowProps) {
  const on = (): void => {
    hoverOn(fieldIds(tab, field));
  };
  const value = field.derived === undefined ? field.value : `${field.value} [${field.derived}]`;
  return (
    <button
      type="button"
      className={`line byte-field ${field.reserved ? 'reserved' : ''} ${field.bad ? 'bad' : ''}`}
      data-link={mark}
      title={`${field.label}: ${value}`}
      onPointerEnter={on}
      onPointerLeave={hoverOff}
      onFocus={on}
      onBlur={hoverOff}
      onClick={() => {
        select(fieldIds(tab, field), tab);
      }}
    >
      <span className="m mu">{offsetText(field.offset)}</span>
      <span className="field-label">{field.label}</span>
      <span className="m mu">{field.type}</span>
      <span className="m field-value">{value}</span>
    </button>
  );
}
