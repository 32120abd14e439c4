import { keyGroups, printedKey } from '../keys/keys';
import { Dialog } from '../kit/Dialog';
import { mapMoves, mapSelects } from '../map/map-keys';
import { rowKeys } from '../steps/grid/row-commands';
import { setLetterKeys, usePreferences } from '../state/preferences';

interface Entry {
  readonly keys: readonly string[];
  readonly says: string;
}

/** What is no command of the page: keys of the part that has the focus. */
const partGroups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: 'While a map has the focus',
    entries: [...mapMoves, { keys: mapSelects, says: 'Select it' }],
  },
  {
    title: 'While the list of steps has the focus',
    entries: [
      { keys: ['ArrowUp', 'ArrowDown'], says: 'The row above or below' },
      { keys: ['Enter', ' '], says: 'Go to the step' },
      ...Object.values(rowKeys).map(({ key, says }) => ({ keys: [key], says })),
    ],
  },
];

const held: Entry = { keys: ['Control'], says: 'Hold: what is lit by hover stays lit' };

/** Every key there is, from the same tables that the key handlers read. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const letterKeys = usePreferences((state) => state.letterKeys);
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      {keyGroups.map(({ title, commands, note }) => (
        <Group key={title} title={title} entries={Object.values(commands)} note={note} />
      ))}
      <Group title="While the pointer is over something" entries={[held]} />
      {partGroups.map((group) => (
        <Group key={group.title} {...group} />
      ))}
      <label className="check">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => {
            setLetterKeys(event.target.checked);
          }}
        />
        Use single-key shortcuts
      </label>
    </Dialog>
  );
}

interface GroupProps {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly note?: string | undefined;
}

function Group({ title, entries, note }: GroupProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl className="key-list">
        {entries.map(({ keys, says }) => (
          <div key={says}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{printedKey(key)}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      {note !== undefined && <p className="note">{note}</p>}
    </section>
  );
}
