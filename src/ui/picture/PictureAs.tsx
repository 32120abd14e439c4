import { useState } from 'react';
import { addressOf } from '../simulator/address';
import { ask } from '../simulator/connect';
import { saveFile } from '../kit/save-file';
import { Button } from '../kit/Button';
import { Segmented } from '../kit/Segmented';
import { pageNow, useLive } from '../state/run';
import { pictureKinds, pictureOf, pngFile, svgFile, type PictureKind } from './picture';

interface Props {
  /** The link of the run; a run that is too big for one is carried as a scenario. */
  readonly fragment: string | undefined;
}

/** The step as a picture that opens the run when it is dropped back on the page. */
export function PictureAs({ fragment }: Props) {
  const [kind, setKind] = useState<PictureKind>('map');
  const [said, setSaid] = useState('');
  const hasBytes = useLive('bytes').tabs.length > 0;
  const kinds = pictureKinds.filter(({ id }) => id !== 'bytes' || hasBytes);
  const save = async (form: 'svg' | 'png'): Promise<void> => {
    const page = pageNow();
    const run = fragment === undefined ? await ask('scenario') : addressOf(fragment);
    if (page === undefined || run === undefined) return;
    const drawing = pictureOf(kind, page, run);
    const name = `${nameOf(page.run.title)}-step-${page.run.step}-${kind}.${form}`;
    try {
      saveFile(name, form === 'svg' ? svgFile(drawing) : await pngFile(drawing, run));
      setSaid(`Saved as ${name}. Dropped back on the page, it opens the run.`);
    } catch {
      setSaid('The browser could not make the picture: save the SVG instead.');
    }
  };
  return (
    <section className="picture-as field" aria-label="Picture">
      <span>Picture</span>
      <div className="picture-acts">
        <Segmented label="Picture of" value={kind} options={kinds} onChange={setKind} />
        <div className="picture-saves">
          <Button onClick={() => void save('svg')}>Save SVG</Button>
          <Button onClick={() => void save('png')}>Save PNG</Button>
        </div>
      </div>
      <p className="mu" role="status">
        {said === '' ? pictureKinds.find(({ id }) => id === kind)?.about : said}
      </p>
    </section>
  );
}

/** A title as the name of a file. */
const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '') || 'run';
