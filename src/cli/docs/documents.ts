import { format, resolveConfig } from 'prettier';
import { commandsPage } from './commands';
import { hostsPage } from './hosts';
import { libraryPage } from './library';
import { profilesPage } from './profiles';
import { rulesPage } from './rules';
import { scenarioSchema } from './scenario-schema';
import { v3ChangesPage } from './v3-changes';

/** One page that is written from the code; `file` counts from the top of the project. */
interface Document {
  readonly file: string;
  readonly page: () => string;
}

export const documents: readonly Document[] = [
  { file: 'docs/rules.md', page: rulesPage },
  { file: 'docs/profiles.md', page: profilesPage },
  { file: 'docs/commands.md', page: commandsPage },
  { file: 'docs/v3-changes.md', page: v3ChangesPage },
  { file: 'docs/hosts.md', page: hostsPage },
  { file: 'docs/library.md', page: libraryPage },
  { file: 'public/scenario.schema.json', page: scenarioSchema },
];

const NOTICE = '<!-- Written by `npm run docs` from the code. -->';

/** The page as the project's formatter leaves it. */
export async function textOf({ file, page }: Document): Promise<string> {
  const options = await resolveConfig(file);
  if (file.endsWith('.json')) return format(page(), { ...options, parser: 'json' });
  return format(`${NOTICE}\n\n${page()}\n`, { ...options, parser: 'markdown' });
}
