import type { PageView } from '../../model/view/page';
import { paletteOf } from '../map/palette';
import { bytesParts } from './bytes-picture';
import { metadataOf, pngWithRun } from './carried';
import { drawingOf, type Drawing, type Measure, type Part, type PictureContext } from './drawing';
import { mapParts } from './map-picture';
import { stepsParts } from './steps-picture';

/** What of a run a picture shows. */
export const pictureKinds = [
  { id: 'map', label: 'Map', about: 'The device’s map at this step.' },
  { id: 'steps', label: 'Steps', about: 'What went between the three, step by step.' },
  { id: 'bytes', label: 'Bytes', about: 'The message or record of this step, field by field.' },
] as const;
export type PictureKind = (typeof pictureKinds)[number]['id'];

/** Pixels of a PNG for each of the drawing. */
const sharpness = 2;

/** A picture of the page's run at its step; `run` is the link or the scenario that it carries. */
export function pictureOf(kind: PictureKind, page: PageView, run: string): Drawing {
  const { run: facts, outcome } = page;
  const theme = document.documentElement.dataset['theme'] ?? 'light';
  const context: PictureContext = {
    palette: paletteOf(document.documentElement, `picture ${theme}`),
    measure: measureText,
    title: facts.title,
    place: `Step ${facts.step} of ${facts.steps}`,
    sentence: outcome.sentence,
    note: page.steps[facts.step - 1]?.note,
    setting: settingOf(page),
    run,
  };
  return drawingOf(context, partsOf(kind, page, context), metadataOf);
}

function partsOf(kind: PictureKind, page: PageView, context: PictureContext): readonly Part[] {
  switch (kind) {
    case 'map':
      return mapParts(page.maps, context.palette);
    case 'steps':
      return stepsParts(page.steps, page.run.step, context);
    case 'bytes': {
      const { tabs, front } = page.bytes;
      const tab = tabs.find(({ id }) => id === front) ?? tabs[0];
      return tab === undefined ? [] : bytesParts(tab, context);
    }
  }
}

function settingOf({ run, host }: PageView): string {
  const rules = run.profiles.find(({ id }) => id === run.profile)?.label ?? run.profile;
  return `${rules}, host ${host.twin}`;
}

let measuring: CanvasRenderingContext2D | undefined;

const measureText: Measure = (text, font) => {
  measuring ??= document.createElement('canvas').getContext('2d') ?? undefined;
  if (measuring === undefined) return text.length * 7;
  measuring.font = font;
  return measuring.measureText(text).width;
};

/** The drawing as a file of SVG. */
export const svgFile = ({ svg }: Drawing): Blob => new Blob([svg], { type: 'image/svg+xml' });

/** The drawing as a PNG that carries the run. */
export async function pngFile(drawing: Drawing, run: string): Promise<Blob> {
  const { width, height } = drawing;
  const address = URL.createObjectURL(svgFile(drawing));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * sharpness;
    canvas.height = height * sharpness;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (blob === null) throw new Error('the browser made no picture');
    const png = new Uint8Array(await blob.arrayBuffer());
    return new Blob([pngWithRun(png, run)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
