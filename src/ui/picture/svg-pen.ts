import type { Pen } from '../map/brush';

/** A pen that writes SVG: what draws on a canvas draws the same into a picture. */
export interface SvgPen extends Pen {
  /** All that was drawn, as elements. */
  readonly elements: () => string;
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as it may stand in XML; characters that XML cannot hold are shown as a replacement character. */
export const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (sign) => (/[\t\n\r]/.test(sign) ? sign : '\uFFFD'))
    .replace(/[&<>"']/g, (sign) => named[sign] ?? sign);

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

/** How the next thing is drawn. */
interface Style {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: CanvasLineCap;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: string;
}

const plain: Style = {
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineCap: 'butt',
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'left',
  textBaseline: 'alphabetic',
  dash: '',
};

const attribute = (name: string, value: string | number): string =>
  ` ${name}="${escaped(typeof value === 'number' ? rounded(value) : value)}"`;

/** Attributes by name, those that say nothing left out. */
const attributes = (all: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(all)
    .map(([name, value]) => (value === undefined ? '' : attribute(name, value)))
    .join('');

const opacityOf = ({ globalAlpha }: Style): number | undefined =>
  globalAlpha === 1 ? undefined : globalAlpha;

const strokeOf = (style: Style): string =>
  attributes({
    fill: 'none',
    stroke: style.strokeStyle,
    'stroke-width': style.lineWidth,
    'stroke-linecap': style.lineCap === 'butt' ? undefined : style.lineCap,
    'stroke-dasharray': style.dash === '' ? undefined : style.dash,
    opacity: opacityOf(style),
  });

const anchors: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end' };

function textElement(style: Style, text: string, x: number, y: number): string {
  const [, weight = '400', size = '10', family = 'sans-serif'] =
    /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(style.font) ?? [];
  const look = attributes({
    x,
    // About half the height of capitals below the middle is the baseline: viewers share no other way.
    y: style.textBaseline === 'middle' ? y + Number(size) * 0.35 : y,
    'font-family': family,
    'font-size': size,
    'font-weight': weight,
    fill: style.fillStyle,
    'text-anchor': anchors[style.textAlign],
    'xml:space': 'preserve',
  });
  return `<text${look}>${escaped(text)}</text>`;
}

/** The lines that are drawn next. */
function pathPen() {
  let path = '';
  return {
    path: (): string => path,
    pen: {
      beginPath() {
        path = '';
      },
      moveTo(x: number, y: number) {
        path += `M${rounded(x)} ${rounded(y)}`;
      },
      lineTo(x: number, y: number) {
        path += `L${rounded(x)} ${rounded(y)}`;
      },
      rect(x: number, y: number, width: number, height: number) {
        path += `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}z`;
      },
    },
  };
}

/** Groups of elements, which `restore` ends. */
function groupPen(out: string[], style: Style) {
  const saved: { readonly style: Style; readonly groups: number }[] = [];
  let groups = 0;
  const open = (group: string): void => {
    out.push(group);
    groups += 1;
  };
  return {
    open,
    ends: (): string => '</g>'.repeat(groups),
    pen: {
      translate(x: number, y: number) {
        open(`<g transform="translate(${rounded(x)} ${rounded(y)})">`);
      },
      save() {
        saved.push({ style: { ...style }, groups });
      },
      restore() {
        const before = saved.pop();
        for (; groups > (before?.groups ?? groups); groups -= 1) out.push('</g>');
        if (before !== undefined) Object.assign(style, before.style);
      },
    },
  };
}

/** A pen of its own. `prefix` keeps its clips apart from those of others; `measure` is the width of a text in a font. */
export function svgPen(prefix: string, measure: (text: string, font: string) => number): SvgPen {
  const out: string[] = [];
  const style: Style = { ...plain };
  const lines = pathPen();
  const groups = groupPen(out, style);
  const box = (place: readonly [number, number, number, number], look: string): void => {
    const [x, y, width, height] = place;
    out.push(`<rect${attributes({ x, y, width, height })}${look}/>`);
  };
  return Object.assign(style, lines.pen, groups.pen, {
    fillRect(...place: [number, number, number, number]) {
      box(place, attributes({ fill: style.fillStyle, opacity: opacityOf(style) }));
    },
    strokeRect(...place: [number, number, number, number]) {
      box(place, strokeOf(style));
    },
    clip() {
      const id = `${prefix}-${out.length}`;
      const path = `<path d="${lines.path()}"/>`;
      groups.open(`<clipPath id="${id}">${path}</clipPath><g clip-path="url(#${id})">`);
    },
    stroke() {
      out.push(`<path d="${lines.path()}"${strokeOf(style)}/>`);
    },
    setLineDash(lengths: Iterable<number>) {
      style.dash = [...lengths].map(rounded).join(' ');
    },
    fillText(text: string, x: number, y: number) {
      out.push(textElement(style, text, x, y));
    },
    measureText: (text: string) => ({ width: measure(text, style.font) }),
    elements: () => out.join('\n') + groups.ends(),
  });
}
