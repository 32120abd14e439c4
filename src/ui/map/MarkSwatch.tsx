import type { DivergenceKind } from '../../model/view/page';
import { markLines } from './mark-lines';

const size = { width: 30, height: 8 };

/** A stretch of the line of a mark, as the maps draw it. */
export function MarkSwatch({ kind }: { readonly kind: DivergenceKind }) {
  const { dash, cap, width, core } = markLines[kind];
  const line = {
    d: `M2 ${size.height / 2}H${size.width - 2}`,
    strokeDasharray: dash.join(' '),
    strokeLinecap: cap,
  };
  return (
    <svg className="mark-swatch" {...size} aria-hidden="true">
      <path className="mark-ink" {...line} strokeWidth={width} />
      {core > 0 && <path className="mark-core" {...line} strokeWidth={core} />}
    </svg>
  );
}
