export interface ArrowProps {
  readonly towards: 'left' | 'right';
  /** Where it runs: a class of the style sheet. */
  readonly from: 'fm' | 'host' | 'memory' | 'memory-far';
  readonly dashed?: boolean;
}

/** A message between two lanes. It fills the room between them; its words stand in the cells. */
export function LaneArrow({ towards, from, dashed = false }: ArrowProps) {
  return (
    <i className={`msg from-${from} to-${towards}${dashed ? ' dashed' : ''}`} aria-hidden="true" />
  );
}
