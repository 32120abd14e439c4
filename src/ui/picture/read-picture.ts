import type { Card } from '../../model/view/page';
import { isPng, runInPng, runInSvg } from './carried';

const noRun: Card = {
  title: 'This picture carries no run',
  what: 'There is nothing in the file that could be opened.',
  where: [{ text: 'the picture' }],
  why: 'Only a picture that DCDscope saved carries its run, and programs that copy or convert pictures leave it out.',
  evidence: [],
  fix: 'Ask for the file as it was saved, or for a link.',
};

const damaged: Card = {
  title: 'This picture is damaged',
  what: 'The run in it was cut or changed, and was not opened.',
  where: [{ text: 'the picture' }],
  why: 'Its length or its checksum does not fit.',
  evidence: [],
  fix: 'Ask for the file again, or for a link.',
};

/** The run that a picture carries, as text for the sheet; or what is wrong with the picture, and what to do. */
export async function runInFile(file: Blob): Promise<string | Card> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isPng(bytes)) return runInSvg(new TextDecoder().decode(bytes)) ?? noRun;
  const carried = runInPng(bytes);
  if (carried.kind === 'run') return carried.text;
  return carried.kind === 'none' ? noRun : damaged;
}
