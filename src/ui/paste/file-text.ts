import type { Card } from '../../model/view/page';

/** A file that is larger is no log that a person reads. Bytes. */
const mostBytes = 16 * 1024 * 1024;

/** What a file says: its text, or the run that a picture carries; a card where a picture has none. */
export async function textOfFile(file: Blob): Promise<string | Card> {
  const part = file.slice(0, mostBytes);
  if (!file.type.startsWith('image/')) return part.text();
  const { runInFile } = await import('../picture/read-picture');
  return runInFile(part);
}
