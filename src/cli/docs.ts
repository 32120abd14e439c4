import { writeFileSync } from 'node:fs';
import { documents, textOf } from './docs/documents';

/** Writes the pages that are generated from the code. */
for (const document of documents) {
  writeFileSync(document.file, await textOf(document));
  console.log(document.file);
}
