import type { LaneSpan } from '../../../model/view/page';
import { useLink } from '../../entity/highlight';
import type { PlaceOf } from '../grid/use-grid';

interface Props {
  readonly spans: readonly LaneSpan[];
  readonly placeOf: PlaceOf;
  /** Height of all rows. */
  readonly height: number;
}

/** Chains and waiting as brackets beside the rows they span. */
export function Brackets({ spans, ...rest }: Props) {
  return (
    <div className="brackets" aria-hidden="true">
      {spans.map((span) => (
        <Bracket key={`${span.lane} ${span.id} ${span.from}`} span={span} {...rest} />
      ))}
    </div>
  );
}

/** From the middle of its first row to that of its last; without an end it runs on below all rows. */
function Bracket({
  span,
  placeOf,
  height,
}: Pick<Props, 'placeOf' | 'height'> & { readonly span: LaneSpan }) {
  const link = useLink(span.entities);
  const begin = placeOf(span.from);
  const end = span.to === undefined ? undefined : placeOf(span.to);
  if (begin === undefined || (span.to !== undefined && end === undefined)) return null;
  const top = begin.start + lineMiddle(begin);
  const bottom = end === undefined ? height : end.start + lineMiddle(end);
  if (bottom - top < 4) return null;
  return (
    <div
      className={`bracket in-${span.lane} ${span.kind} track${span.track}${end === undefined ? ' open' : ''}`}
      {...link}
      title={span.text}
      style={{ top, height: bottom - top }}
    >
      {span.reads.map((step) => {
        const place = placeOf(step);
        return (
          place !== undefined && (
            <i key={step} style={{ top: place.start + lineMiddle(place) - top }} />
          )
        );
      })}
    </div>
  );
}

/** The first line of a row carries its arrow; notes stand below it. */
const lineMiddle = ({ start, end }: { start: number; end: number }): number =>
  Math.min(end - start, 24) / 2;
