import type { PasteChoices, PasteView } from '../../model/view/page/paste';
import { Button } from '../kit/Button';
import { LineLink } from './LineLink';
import type { Lines } from './lines';

interface Props {
  readonly view: PasteView;
  readonly onPoint: (lines: Lines | undefined) => void;
  readonly onChoose: (choices: PasteChoices) => void;
}

/** What the text shows beside what the model does: the first difference, and every line. */
export function Compared({ view, onPoint, onChoose }: Props) {
  const { compared, agree } = view;
  if (compared.length === 0)
    return (
      <p className="pane-hint">
        The text shows no reply, no list and no log line, so there is nothing to compare.
      </p>
    );
  return (
    <>
      <First view={view} onPoint={onPoint} onChoose={onChoose} />
      <h4>
        Line by line{' '}
        <span className="mu">
          {agree === compared.length
            ? `all ${agree} agree`
            : `${agree} before the first difference`}
        </span>
      </h4>
      <table className="paste-table">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">The text</th>
            <th scope="col">
              <span className="sr-only">Same or not</span>
            </th>
            <th scope="col">The model</th>
            <th scope="col">Step</th>
          </tr>
        </thead>
        <tbody>
          {compared.slice(0, mostRows).map((row, index) => (
            <tr key={index} className={index === agree ? 'first' : row.same ? '' : 'other'}>
              <td>
                <LineLink lines={row} onPoint={onPoint} />
              </td>
              <td>{row.log}</td>
              <td>{row.same ? '=' : '≠'}</td>
              <td>{row.model}</td>
              <td>{row.step}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {compared.length > mostRows && (
        <p className="mu">and {compared.length - mostRows} more lines</p>
      )}
    </>
  );
}

const mostRows = 300;

function First({ view, onPoint, onChoose }: Props) {
  const first = view.compared[view.agree];
  if (first === undefined)
    return (
      <div className="paste-card">
        <h4>Text and model agree in all {view.compared.length} places</h4>
        <p>
          On {view.profile.label}, with the host {view.twin.label}.
        </p>
      </div>
    );
  const { cause } = view;
  return (
    <div className="paste-card">
      <h4>
        First difference: <LineLink lines={first} onPoint={onPoint} />, step {first.step}
      </h4>
      <p className="mu">About {first.says}.</p>
      <dl className="paste-sides">
        <div>
          <dt>The text shows</dt>
          <dd>{first.log}</dd>
        </div>
        <span aria-hidden="true">≠</span>
        <div>
          <dt>The model has</dt>
          <dd>{first.model}</dd>
        </div>
      </dl>
      {cause === undefined ? (
        <p className="mu">
          No other device rules, host or mapped size that were tried takes it away.
        </p>
      ) : (
        <>
          <p>
            <strong>Likely cause:</strong> {cause.says}
          </p>
          <Button
            look="primary"
            onClick={() => {
              onChoose(cause.choices);
            }}
          >
            {cause.press}
          </Button>
        </>
      )}
    </div>
  );
}
