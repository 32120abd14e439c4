import { iec } from '../kit/format';
import { Segmented } from '../kit/Segmented';
import { Message } from '../bytes/Message';
import { useSlice } from '../state/run';
import { showBytesTab, useTools } from '../state/tools';
import '../bytes/bytes.css';

/** The messages of the present step, byte by byte. */
export function BytesPane() {
  const { tabs, front } = useSlice('bytes');
  const chosen = useTools((state) => state.bytesTab);
  const tab =
    tabs.find((each) => each.id === chosen) ?? tabs.find((each) => each.id === front) ?? tabs[0];
  return (
    <section className="sec pane-bytes" aria-label="Bytes">
      <div className={tabs.length > 3 ? 'sec-head many' : 'sec-head'}>
        <h2>Bytes</h2>
        {tab && (
          <Segmented
            label="Bytes of"
            value={tab.id}
            options={tabs}
            small
            onChange={(id) => {
              showBytesTab(id);
            }}
          />
        )}
        <span className="sp" />
        {tab && <CopyButton bytes={tab.bytes} />}
      </div>
      {tab === undefined ? (
        <p className="pane-hint">This step moved no bytes.</p>
      ) : (
        <Message tab={tab} />
      )}
    </section>
  );
}

function CopyButton({ bytes }: { readonly bytes: Uint8Array }) {
  return (
    <button
      type="button"
      className="mu small copy"
      title="Copy the bytes as hex"
      onClick={() => {
        void navigator.clipboard.writeText(
          [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
        );
      }}
    >
      {iec(bytes.length)} · copy
    </button>
  );
}
