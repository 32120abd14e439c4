/** Pixels of a chip beside its letters, of a letter, and of the gap to the next chip (`states.css`). */
const padding = 8;
const letter = 6.5;
const least = 21;
const gap = 4;

const widthOf = (label: string): number => Math.max(least, padding + letter * label.length);

interface Room {
  /** Pixels of a line; 0 while it is not known. */
  readonly width: number;
  readonly lines: number;
}

/** What is left of a width beside what else stands in the line; at least a pixel, as 0 means that it is not known. */
export const roomBeside = (width: number, taken: number): number =>
  width === 0 ? 0 : Math.max(1, width - taken);

/** How many of the labels have room, filled in line by line. */
function placed(labels: readonly string[], { width, lines }: Room): number {
  let line = 1;
  let used = 0;
  for (const [index, label] of labels.entries()) {
    if (used > 0 && used + widthOf(label) > width) {
      line += 1;
      used = 0;
    }
    if (line > lines) return index;
    used += widthOf(label) + gap;
  }
  return labels.length;
}

/** How many of `count` chips, of which these are the first, are shown, so that how many more there are has room too. */
export function chipsIn(labels: readonly string[], count: number, room: Room): number {
  if (room.width === 0) return labels.length;
  let shown = placed(labels, room);
  const fits = (): boolean =>
    shown === count || placed([...labels.slice(0, shown), `+${count - shown}`], room) > shown;
  while (shown > 1 && !fits()) shown -= 1;
  return Math.max(1, shown);
}
