import { Button } from '../kit/Button';
import { hexGrouped, iec } from '../kit/format';
import { windowBytes } from './place';

interface Props {
  /** What can be scrolled through now, and all there is. */
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly onGo: (dpa: number) => void;
}

/** From one stretch of 64 KiB to the next. */
export function Pager({ start, end, from, to, onGo }: Props) {
  return (
    <div className="memory-pager">
      <Button
        aria-label={`${iec(windowBytes)} back`}
        unavailable={start <= from ? 'The device begins here' : undefined}
        onClick={() => {
          onGo(start - windowBytes);
        }}
      >
        −{iec(windowBytes)}
      </Button>
      <span className="m mu">
        {hexGrouped(start)}–{hexGrouped(end - 1)}
      </span>
      <Button
        aria-label={`${iec(windowBytes)} on`}
        unavailable={end >= to ? 'The device ends here' : undefined}
        onClick={() => {
          onGo(end);
        }}
      >
        +{iec(windowBytes)}
      </Button>
    </div>
  );
}
