import type { Card } from '../../model/view/page';
import { textOfFile } from '../paste/file-text';
import { keptText } from '../paste/kept-text';
import { openDialog, toolsNow } from '../state/tools';

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null;

/** Text that is pasted or dropped anywhere on the page opens the sheet that reads it. Returns the end of it. */
export function listenToText(): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    if (isField(event.target)) return;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData('text') ?? '';
    // What was copied from a document is there as a picture, too.
    void textOfFile(text === '' && file !== undefined ? file : new Blob([text])).then(show);
  };
  const onDragOver = (event: DragEvent): void => {
    if (carriesFile(event) || (!isField(event.target) && carries(event))) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    // A file that is dropped where nothing takes it would replace the page.
    if (carriesFile(event)) event.preventDefault();
    if (isField(event.target) || !carries(event)) return;
    event.preventDefault();
    void droppedText(event).then(show);
  };
  window.addEventListener('paste', onPaste);
  window.addEventListener('dragover', onDragOver);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('paste', onPaste);
    window.removeEventListener('dragover', onDragOver);
    window.removeEventListener('drop', onDrop);
  };
}

const carries = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;

const carriesFile = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

async function droppedText({ dataTransfer }: DragEvent): Promise<string | Card> {
  const file = dataTransfer?.files[0];
  return file === undefined ? (dataTransfer?.getData('text/plain') ?? '') : textOfFile(file);
}

function show(read: string | Card): void {
  if (toolsNow().compare !== undefined) return;
  if (typeof read !== 'string') keptText.problem = read;
  else if (read.trim() === '') return;
  else keptText.text = read;
  openDialog('paste');
}
