import { type Card, type ComparedAt, definedOnly, type Scenario } from '../model/index';
import { scenarioOfForm } from './acts';
import { examples } from './examples';
import type { RunSource } from './messages';
import type { CutPayload } from './cut-link';
import type { StateSeen } from './share-link';

/** A run as it is opened, and the step it is looked at. */
export type Opened =
  | {
      readonly scenario: Scenario;
      readonly step: number;
      readonly compare?: ComparedAt;
      readonly seen?: StateSeen;
      /** What was wrong with a link of which only the begin could be opened. */
      readonly cut?: Card;
    }
  | { readonly problem: Card };

/** Reads a run from where it comes from. Its configuration is not checked yet. */
export async function readSource(source: RunSource): Promise<Opened> {
  switch (source.kind) {
    case 'example':
      return examples.get(source.id) ?? fromText('', 0);
    case 'link': {
      // Both at once: a link holds a text.
      const [{ decodeLink }] = await Promise.all([import('./share-link'), loadReader()]);
      const link = await decodeLink(source.fragment);
      if (!link.ok) return link.cut ? openCut(link.cut, link.problem) : { problem: link.problem };
      const opened = await fromText(link.text, link.step);
      const { compare, seen } = link;
      return 'problem' in opened ? opened : { ...opened, ...definedOnly({ compare, seen }) };
    }
    case 'scenario':
      return fromText(source.text, source.step ?? 0);
    case 'device':
      return scenarioOfForm(source.device);
  }
}

/** The first steps of a link that was cut, if it has any. */
async function openCut(cut: CutPayload, problem: Card): Promise<Opened> {
  const { scenarioOfCut } = await import('./cut-link');
  const text = await scenarioOfCut(cut);
  const opened = text === undefined ? { problem } : await fromText(text, Infinity);
  return 'problem' in opened ? { problem } : { ...opened, cut: problem };
}

/** The reader comes in a file of its own: the example and a device from the form need none. */
const loadReader = () => import('../model/simulation/scenario/read-scenario');

async function fromText(text: string, step: number): Promise<Opened> {
  const { readScenario } = await loadReader();
  const read = readScenario(text);
  return read.ok ? { scenario: read.scenario, step } : { problem: read.problem };
}
