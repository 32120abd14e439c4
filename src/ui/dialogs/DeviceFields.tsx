import { Entry } from '../kit/fields';
import { capacityHint, faultOf, hasNoRegions } from './device-form';
import type { Field, Rare, Size, Texts } from './device-form';

interface Row<F extends Field> {
  readonly id: F;
  readonly label: string;
  readonly hint?: string;
}

const sizes: readonly Row<Size>[] = [
  { id: 'dcMiB', label: 'Dynamic capacity, MiB' },
  { id: 'regions', label: 'Regions', hint: '1 to 8, or 0 for no dynamic capacity' },
  { id: 'staticMiB', label: 'Static capacity, MiB', hint: 'volatile, below the regions' },
  {
    id: 'decoderMiB',
    label: 'Host decoder, MiB',
    hint: 'how much of region 0 the host can address',
  },
];

/** The folded part of the form, in its order. */
const rare: readonly Row<Rare>[] = [
  { id: 'id', label: 'Device id', hint: 'QMP names it: /machine/peripheral/…' },
  {
    id: 'persistentMiB',
    label: 'Persistent capacity, MiB',
    hint: 'static, between the volatile and the regions',
  },
  {
    id: 'serial',
    label: 'Serial number',
    hint: 'decimal or 0x…; empty: none, which reads as all ones',
  },
];

interface FieldsProps {
  readonly texts: Texts;
  /** Faults are shown once a person has tried to power on. */
  readonly tried: boolean;
  readonly onWrite: (field: Field, text: string) => void;
}

interface SizeProps extends FieldsProps {
  /** MiB of each region, where rules fix it. */
  readonly fixed: number | undefined;
  /** The rules have one device: all but its decoder is fixed. */
  readonly decoderOnly: boolean;
}

/** What a device has, as numbers. */
export function SizeFields({ texts, tried, onWrite, fixed, decoderOnly }: SizeProps) {
  const none = !decoderOnly && hasNoRegions(texts);
  return sizes
    .filter(({ id }) => !decoderOnly || id === 'decoderMiB')
    .map(({ id, label, hint }) => {
      const without = none && (id === 'dcMiB' || id === 'decoderMiB');
      return (
        <Entry
          key={id}
          label={label}
          hint={without ? 'none without a region' : (hint ?? capacityHint(fixed))}
          value={texts[id]}
          fault={tried ? faultOf(id, texts[id]) : undefined}
          disabled={without}
          onChange={(text) => {
            onWrite(id, text);
          }}
        />
      );
    });
}

interface RareProps extends FieldsProps {
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/** What few people change, folded until they ask for it. */
export function RareFields({ texts, tried, onWrite, isOpen, onToggle }: RareProps) {
  return (
    <details
      className="rare-fields"
      open={isOpen}
      onToggle={(event) => {
        onToggle(event.currentTarget.open);
      }}
    >
      <summary>
        More <span className="mu">id, persistent capacity, serial number</span>
      </summary>
      <div className="form-grid">
        {rare.map(({ id, label, hint }) => (
          <Entry
            key={id}
            label={label}
            hint={hint}
            value={texts[id]}
            fault={tried ? faultOf(id, texts[id]) : undefined}
            onChange={(text) => {
              onWrite(id, text);
            }}
          />
        ))}
      </div>
    </details>
  );
}
