import { Component } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly fault: string | undefined;
}

/** The last net: a page that cannot be drawn says so, with a text to copy into a report. */
export class Faults extends Component<Props, State> {
  override state: State = { fault: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <main className="fault">
        <h1>The page could not be drawn.</h1>
        <p>Your run is kept in this tab. Reload to go on; please send us this text:</p>
        <textarea readOnly rows={12} aria-label="Text for a report" value={fault} />
        <p>
          <button
            type="button"
            className="btn primary"
            onClick={() => {
              location.reload();
            }}
          >
            Reload
          </button>{' '}
          <button
            type="button"
            className="btn"
            onClick={() => {
              void navigator.clipboard.writeText(fault);
            }}
          >
            Copy the text
          </button>
        </p>
      </main>
    );
  }
}
