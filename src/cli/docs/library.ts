import { readFileSync } from 'node:fs';
import { example } from '../example';

const source = (): string => readFileSync(new URL('../example.ts', import.meta.url), 'utf8');

/** How a script uses the model, with an example and what it prints. */
export const libraryPage = (): string => `# The model as a library

\`src/model\` is pure TypeScript: no browser, no clock, no randomness. What a script may rely on is what
\`src/model/index.ts\` exports. Everything rests on \`step(state, action)\`: it gives the next state, the reply and the
happenings, and never changes the state that it is given.

This is \`src/cli/example.ts\`:

\`\`\`ts
${source().trim()}
\`\`\`

\`npx tsx src/cli/example.ts\` prints:

\`\`\`text
${example().join('\n')}
\`\`\`

A scenario file is read by \`readScenario\` and played by \`timelineOf\`; \`playScenario\` does both and looks at what the
file says is to be true.`;
