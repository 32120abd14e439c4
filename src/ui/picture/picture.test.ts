import { expect, test } from 'vitest';
import { examples } from '../../worker/examples';
import { Simulator } from '../../worker/simulator';
import { totalsOf, type PageView } from '../../model/view/page';
import type { Palette } from '../map/palette';
import { bytesParts } from './bytes-picture';
import { drawingOf, type PictureContext } from './drawing';
import { mapParts } from './map-picture';
import { stepsParts } from './steps-picture';
import { svgPen } from './svg-pen';
import { metadataOf, runInSvg } from './carried';

const palette: Palette = {
  page: '#page',
  surface: '#surface',
  ink: '#ink',
  ink2: '#ink2',
  ink3: '#ink3',
  line2: '#line2',
  free: '#free',
  offered: '#offered',
  askedBack: '#askedBack',
  accepted: '#accepted',
  error: '#error',
  onAccepted: '#onAccepted',
  mono: 'monospace',
  ui: '"Inter", sans-serif',
};
const measure = (text: string): number => text.length * 6;
const context: PictureContext = {
  palette,
  measure,
  title: 'A <title> & "more"',
  place: 'Step 11 of 21',
  sentence: 'The host accepts 2 of 3 offered extents.',
  note: 'a note',
  setting: 'QEMU',
  run: 'https://host/#x/1d&t=3',
};

async function pageAt(step: number): Promise<PageView> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  await simulator.seek(step);
  return (await simulator.everything()).update.slices as PageView;
}

const textsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
const rectsIn = (svg: string, fill: string) =>
  [
    ...svg.matchAll(
      /<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="([^"]+)"/g,
    ),
  ]
    .filter(([, , , , , colour]) => colour === fill)
    .map(([, , , width, height]) => ({ width: Number(width), height: Number(height) }));

test('a map fills as many cells in each solid colour as the device has blocks in that state', async () => {
  for (let step = 0; step <= (examples.get('tour')?.scenario.actions.length ?? 0); step += 1) {
    const { maps } = await pageAt(step);
    for (const region of maps) {
      const [part] = mapParts([region], palette);
      const pen = svgPen('t', measure);
      part?.draw({ context: pen, palette, width: 912, height: 400 });
      const cell = (912 - 100) / region.columns;
      const rows = rectsIn(pen.elements(), palette.accepted).filter(({ height }) => height === 22);
      const blocks = rows.reduce((sum, { width }) => sum + Math.round(width / cell), 0);
      expect(blocks * region.blocksPerCell).toBe(totalsOf(region.device).accepted);
      const labels = textsIn(pen.elements());
      for (const { label, blocks: count } of region.device.spans)
        if (count > 4) expect(labels.some((text) => text.startsWith(label))).toBe(true);
    }
  }
});

test('every step up to sixty is in the picture of steps, with its words', async () => {
  const { steps, run } = await pageAt(11);
  const pen = svgPen('t', measure);
  for (const part of stepsParts(steps, run.step, context))
    part.draw({ context: pen, palette, width: 912, height: 24 });
  const texts = textsIn(pen.elements());
  for (const { step, says } of steps) {
    expect(texts).toContain(String(step));
    expect(texts.some((text) => text.startsWith(says.slice(0, 20)))).toBe(true);
  }
  const many = stepsParts(
    Array.from(
      { length: 200 },
      (_, at) => ({ ...steps[0], step: at + 1 }) as (typeof steps)[number],
    ),
    150,
    context,
  );
  expect(many).toHaveLength(62);
});

test('a message has a row for each field', async () => {
  const { bytes } = await pageAt(11);
  for (const tab of bytes.tabs) {
    const pen = svgPen('t', measure);
    for (const part of bytesParts(tab, context))
      part.draw({ context: pen, palette, width: 912, height: 20 });
    const texts = textsIn(pen.elements());
    for (const { offset } of tab.fields)
      expect(texts).toContain(offset.toString(16).toUpperCase().padStart(2, '0'));
  }
});

test('a picture is balanced, escapes what it is told, and carries the run', async () => {
  const page = await pageAt(11);
  const { svg, height } = drawingOf(context, mapParts(page.maps, palette), metadataOf);
  expect(svg).toContain('A &lt;title&gt; &amp; &quot;more&quot;. Step 11 of 21');
  expect(svg).not.toContain('<title>');
  expect(runInSvg(svg)).toBe(context.run);
  const opened = [...svg.matchAll(/<([a-zA-Z-]+)\b[^>]*[^/]>|<([a-z]+)>/g)].length;
  expect([...svg.matchAll(/<\/[a-zA-Z-]+>/g)].length).toBe(opened);
  expect(height).toBeGreaterThan(400);
});
