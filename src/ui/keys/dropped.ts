import { keptText } from '../paste/kept-text';
import { openDialog, toolsNow } from '../state/tools';

/** A file that is larger is no log that a person reads. Bytes. */
const mostBytes = 16 * 1024 * 1024;

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null;

/** Text that is pasted or dropped anywhere on the page opens the sheet that reads it. Returns the end of it. */
export function listenToText(): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    if (isField(event.target)) return;
    show(event.clipboardData?.getData('text') ?? '');
  };
  const onDragOver = (event: DragEvent): void => {
    if (!isField(event.target) && carries(event)) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
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

async function droppedText({ dataTransfer }: DragEvent): Promise<string> {
  const file = dataTransfer?.files[0];
  if (file === undefined) return dataTransfer?.getData('text/plain') ?? '';
  return file.slice(0, mostBytes).text();
}

function show(text: string): void {
  if (text.trim() === '' || toolsNow().compare !== undefined) return;
  keptText.text = text;
  openDialog('paste');
}
