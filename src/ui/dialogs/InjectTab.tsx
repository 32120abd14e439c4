import { Choose, Entry, sizeNote } from '../kit/fields';
import { injectFiles, isOffer } from './inject-text';
import { parseSize } from '../kit/size-text';
import type { InjectFields } from './use-inject-form';

/** One line for a file of the mock, filled in; it stands below while it is typed. */
export function InjectTab({ form }: { readonly form: InjectFields }) {
  const { texts, change, line, tried } = form;
  return (
    <div className="qmp-form">
      <Choose
        label="File of the mock"
        value={texts.file}
        options={injectFiles}
        onChange={(id) => {
          const chosen = injectFiles.find((file) => file.id === id);
          if (chosen !== undefined) change({ file: chosen.id });
        }}
      />
      <div className="form-row extent-row">
        <Entry
          label="Start (DPA)"
          value={texts.start}
          {...sizeNote(parseSize(texts.start), tried)}
          onChange={(start) => {
            change({ start });
          }}
        />
        <Entry
          label="Length"
          value={texts.length}
          {...sizeNote(parseSize(texts.length), tried)}
          onChange={(length) => {
            change({ length });
          }}
        />
      </div>
      <Entry
        label="Tag"
        value={texts.tag}
        hint="a UUID; empty for none"
        onChange={(tag) => {
          change({ tag });
        }}
      />
      {isOffer(texts.file) && <OfferFields form={form} />}
      <div className="field">
        <span>This will be written</span>
        <pre className="code-box" tabIndex={0} aria-label="Line to inject">
          {line ?? '(an address above cannot be read yet)'}
        </pre>
      </div>
    </div>
  );
}

/** What only an offer has: whether it goes on, and the place of a shared extent. */
function OfferFields({ form: { texts, change } }: { readonly form: InjectFields }) {
  return (
    <div className="form-row extent-row">
      <label className="field">
        <span>More</span>
        <select
          value={texts.more ? '1' : '0'}
          onChange={(event) => {
            change({ more: event.target.value === '1' });
          }}
        >
          <option value="0">0: the last one</option>
          <option value="1">1: more follow</option>
        </select>
      </label>
      <Entry
        label="Sequence"
        value={texts.sequence}
        hint="0 to 65535; only shared extents need one"
        onChange={(sequence) => {
          change({ sequence });
        }}
      />
    </div>
  );
}
