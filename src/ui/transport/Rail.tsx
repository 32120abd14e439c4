import { scaleLinear } from 'd3-scale';
import { inset, middle, playheadHalf, RailFrame } from './RailFrame';

interface Props {
  readonly width: number;
  readonly first: number;
  readonly count: number;
  readonly now: number;
  /** Steps that are bookmarked. */
  readonly marks: readonly number[];
}

const mostDots = 40;

/** The drawn rail: a dot per step while they can be told apart, round numbers after that. */
export function Rail({ width, first, count, now, marks }: Props) {
  const last = first + count - 1;
  const x = scaleLinear([first, Math.max(last, first + 1)], [inset, width - inset]);
  const labels = labelled(first, last, width);
  const half = playheadHalf(now);
  return (
    <RailFrame width={width} now={now} x={x}>
      <path d={`M${x(first)} ${middle}H${x(last)}`} className="rail-rest" />
      <path d={`M${x(first)} ${middle}H${x(now)}`} className="rail-done" />
      {count <= mostDots &&
        Array.from({ length: count }, (_, index) => (
          <circle
            key={index}
            cx={x(first + index)}
            cy={middle}
            r="3.6"
            className={first + index < now ? 'dot past' : 'dot'}
          />
        ))}
      {count > mostDots &&
        labels.map((step) => (
          <path key={step} d={`M${x(step)} ${middle - 4}v8`} className="rail-tick" />
        ))}
      {labels
        .filter((step) => Math.abs(x(step) - x(now)) > half + 6)
        .map((step) => (
          <text key={step} x={x(step)} y={middle - 9} textAnchor="middle">
            {step}
          </text>
        ))}
      {marks.map((step) => (
        <path key={step} d={`M${x(step) - 3} ${middle + 7}h6v9l-3-3-3 3z`} className="rail-mark" />
      ))}
    </RailFrame>
  );
}

/** Which steps carry a number: all while there is room, else round ones. */
function labelled(first: number, last: number, width: number): readonly number[] {
  const room = Math.max(2, Math.floor(width / (12 + 8 * String(last).length)));
  const all = last - first + 1;
  if (all <= room) return Array.from({ length: all }, (_, index) => first + index);
  const closest = all / room;
  const round = scaleLinear([first, last], [0, 1])
    .ticks(room / 2)
    .filter((step) => Number.isInteger(step) && last - step >= closest);
  return [...new Set([first, ...round, last])];
}
