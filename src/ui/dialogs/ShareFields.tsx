import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { limits } from '../../model/index';
import { counted } from '../../model/units';
import { edit, seek } from '../simulator/actions';
import { useLive } from '../state/run';

const mostTitle = limits.name;

/** Title, step and note: what a reader sees first. Each is kept when its field is left, and when the dialog is. */
export function ShareFields() {
  const { title, step } = useLive('run');
  return (
    <div className="share-fields">
      <Title key={title} title={title} />
      <OpensAt />
      <ReaderNote key={step} step={step} />
    </div>
  );
}

/** A text that is kept when its field is left or goes away. */
function useKept(first: string, keep: (text: string) => void) {
  const [text, setText] = useState(first);
  const kept = useRef(first);
  const leave = (): void => {
    const wish = text.trim();
    if (wish === kept.current) return;
    kept.current = wish;
    keep(wish);
  };
  const onGone = useEffectEvent(leave);
  useEffect(
    () => () => {
      onGone();
    },
    [],
  );
  return [text, setText, leave] as const;
}

function Title({ title }: { readonly title: string }) {
  const [text, setText, leave] = useKept(title, (wish) => {
    if (wish !== '') void edit({ kind: 'title', title: wish });
  });
  return (
    <label className="field share-title">
      <span>Title</span>
      <input
        type="text"
        maxLength={mostTitle}
        value={text}
        onBlur={leave}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
        }}
      />
    </label>
  );
}

/** The page behind goes to the step as well, so that what is copied is of the same step. */
function OpensAt() {
  const { step, steps } = useLive('run');
  return (
    <label className="field share-step">
      <span>
        Opens at step <span className="mu">of {steps}</span>
      </span>
      <input
        type="number"
        min={0}
        max={steps}
        value={step}
        onChange={({ target: { valueAsNumber } }) => {
          if (Number.isInteger(valueAsNumber)) void seek(valueAsNumber);
        }}
      />
    </label>
  );
}

function ReaderNote({ step }: { readonly step: number }) {
  const note = useLive('steps')[step - 1]?.note ?? '';
  const [text, setText, leave] = useKept(note, (wish) => {
    void edit({ kind: 'note', step, text: wish });
  });
  const hintId = useId();
  const none = step === 0;
  return (
    <div className="field share-note">
      <label>
        <span>Note for the reader</span>
        <textarea
          rows={2}
          maxLength={limits.note}
          value={text}
          disabled={none}
          aria-describedby={hintId}
          onBlur={leave}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <p id={hintId} className="hint">
        {none
          ? 'A note belongs to a step; this is the device before the first one.'
          : `Stands under the headline of step ${step}. ${counted(limits.note - text.length, 'character')} left.`}
      </p>
    </div>
  );
}
