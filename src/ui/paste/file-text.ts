import type { Card } from '../../model/view/page';

/** A file that is larger is no log that a person reads. Bytes. */
const mostBytes = 16 * 1024 * 1024;

/** What a file says: its text, or the run that a picture carries; a card where a picture has none. */
export async function textOfFile(file: Blob): Promise<string | Card> {
  const part = file.slice(0, mostBytes);
  if (!file.type.startsWith('image/') && !(await looksLikePicture(part))) return part.text();
  const { runInFile } = await import('../picture/read-picture');
  return runInFile(part);
}

/** Programs and clipboards pass on pictures without their type: a PNG by its first bytes, an SVG by the run in it. */
async function looksLikePicture(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0x89 && second === 0x50) return true;
  return (await file.slice(0, 4096).text()).includes('<dcdscope-run');
}
