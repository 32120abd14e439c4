import { commands, printedKey } from '../keys';
import { Dialog } from '../kit/Dialog';
import { setLetterKeys } from '../preferences';
import { rowKeys } from '../steps/row-commands';
import { useUi } from '../store';

/** Every key there is, from the same table that the key handler reads. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const letterKeys = useUi((state) => state.letterKeys);
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      <dl className="key-list">
        {Object.entries(commands).map(([id, { keys, says }]) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{printedKey(key)}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl</kbd>
          </dt>
          <dd>Hold: what is lit by hover stays lit</dd>
        </div>
        <div>
          <dt>
            <kbd>1</kbd>–<kbd>4</kbd>
          </dt>
          <dd>Only while the details have the focus</dd>
        </div>
      </dl>
      <h3>While the list of steps has the focus</h3>
      <dl className="key-list">
        {Object.values(rowKeys).map(({ key, says }) => (
          <div key={key}>
            <dt>
              <kbd>{printedKey(key)}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => {
            setLetterKeys(event.target.checked);
          }}
        />
        Single letters and signs act without Ctrl
      </label>
    </Dialog>
  );
}
