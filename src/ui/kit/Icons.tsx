interface IconProps {
  readonly size?: number;
}

const shapes = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M5 3v10l7-5z',
  last: 'M11 3h2v10h-2zM3 3v10l7-5z',
} as const;

export type TransportShape = keyof typeof shapes;

export function TransportIcon({
  shape,
  size = 16,
}: IconProps & { readonly shape: TransportShape }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d={shapes[shape]} />
    </svg>
  );
}

/** A line drawing on a 12-unit grid. */
function Stroke({
  d,
  size = 12,
  width = 1.7,
}: IconProps & { readonly d: string; readonly width?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" fill="none" aria-hidden="true">
      <path d={d} stroke="currentColor" strokeWidth={width} />
    </svg>
  );
}

export function TickIcon({ size = 12 }: IconProps) {
  return <Stroke size={size} d="M2.2 6.4 5 9l5-6.2" />;
}

export function CrossIcon({ size = 12 }: IconProps) {
  return <Stroke size={size} width={1.9} d="M2.5 2.5l7 7m0-7l-7 7" />;
}

export function CloseIcon({ size = 14 }: IconProps) {
  return <Stroke size={size} width={1.3} d="M2.5 2.5l7 7m0-7l-7 7" />;
}

export function DotIcon({ size = 12 }: IconProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="1.4" fill="currentColor" />
    </svg>
  );
}

/** Over some steps to one. */
export function JumpIcon() {
  return (
    <Stroke size={16} width={1.4} d="M1.5 8.5C2 3 8.5 3 9.5 7.5M9.8 4.2 9.6 7.8 6.2 7M1.5 10.5h9" />
  );
}

/** A line that another leaves. */
export function BranchIcon() {
  return <Stroke d="M3.5 1.5v9M3.5 7.5c0-2.5 5-1.5 5-4.5M8.5 1.5v1.5" width={1.4} />;
}

export function MoreIcon() {
  return (
    <svg width="16" height="4" viewBox="0 0 16 4" fill="currentColor" aria-hidden="true">
      <circle cx="2" cy="2" r="1.6" />
      <circle cx="8" cy="2" r="1.6" />
      <circle cx="14" cy="2" r="1.6" />
    </svg>
  );
}

export function ThemeIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M7 1.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
    </svg>
  );
}

interface ArrowProps {
  readonly towards: 'left' | 'right';
  readonly bold?: boolean;
  readonly dashed?: boolean;
  readonly width?: number;
}

/** A message between two actors. */
export function Arrow({ towards, bold = false, dashed = false, width = 40 }: ArrowProps) {
  const end = width - 3;
  const d =
    towards === 'right'
      ? `M3 8H${end}M${end - 5} 4.5L${end} 8l-5 3.5`
      : `M${end} 8H3M8 4.5L3 8l5 3.5`;
  return (
    <svg className="arrow" width={width} height="16" fill="none" aria-hidden="true">
      <path
        d={d}
        stroke="currentColor"
        strokeWidth={bold ? 2 : 1.2}
        strokeDasharray={dashed ? '3 2.5' : undefined}
      />
    </svg>
  );
}

export function Logo() {
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" fill="currentColor" aria-hidden="true">
      <rect x="0" y="4" width="3" height="8" rx="1" />
      <rect x="19" y="4" width="3" height="8" rx="1" />
      <path
        fillRule="evenodd"
        d="M8 0h6a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2zM8 3v2.5h2.5V3zM11.5 3v2.5H14V3zM8 6.6v2.5h2.5V6.6z"
      />
    </svg>
  );
}
