import type { CommandForm } from '../../model/view/page';
import { Segmented } from '../kit/Segmented';
import { chooseCommand, chooseInterface, setFilter } from './compose';
import { useConsole } from './console-store';
import type { To } from './console-store';
import { commandSets } from './command-sets';

const interfaces: readonly { readonly id: To; readonly label: string }[] = [
  { id: 'primary', label: 'Device mailbox' },
  { id: 'fmLd', label: 'FM-owned LD' },
  { id: 'switch', label: 'Switch' },
];

/** Which interface, which command, and what is known of it. */
export function CommandPick({ form }: { readonly form: CommandForm }) {
  return (
    <section className="sec" aria-label="Command">
      <Segmented
        label="Interface"
        value={form.to}
        options={interfaces}
        small
        onChange={chooseInterface}
      />
      <CommandSelect form={form} />
      <dl className="facts command-facts">
        <Fact label="Section" value={form.section === '' ? '–' : form.section} />
        <Fact label="Effects" value={form.effects} mono />
        <Fact
          label="Input"
          value={form.length === undefined ? 'any length' : `${form.length} B, always`}
        />
      </dl>
      {!form.modelled && (
        <p className="note not-modelled">
          <b>Not modelled.</b> QEMU has this command, DCDscope does not answer it: what it would say
          has not been checked against QEMU. Sending it says so and changes nothing.
        </p>
      )}
    </section>
  );
}

function CommandSelect({ form }: { readonly form: CommandForm }) {
  const forms = useConsole((state) => state.forms);
  const filter = useConsole((state) => state.filter);
  const sets = commandSets(forms, form.to, filter);
  const found = sets.reduce((sum, set) => sum + set.commands.length, 0);
  const hidden = !sets.some((set) => set.commands.includes(form));
  return (
    <div className="command-choice">
      <label className="sr-only" htmlFor="command-filter">
        Filter the commands
      </label>
      <input
        id="command-filter"
        type="search"
        placeholder="Filter: 48 or poison"
        autoComplete="off"
        spellCheck={false}
        value={filter}
        onChange={(event) => {
          setFilter(event.target.value);
        }}
        onKeyDown={(event) => {
          const first = sets[0]?.commands[0];
          if (event.key !== 'Enter' || first === undefined) return;
          event.preventDefault();
          chooseCommand(first.opcode);
        }}
      />
      <span className="note" role="status">
        {found} command{found === 1 ? '' : 's'}
      </span>
      <label className="sr-only" htmlFor="command">
        Command
      </label>
      <select
        id="command"
        value={form.opcode}
        onChange={(event) => {
          chooseCommand(Number(event.target.value));
        }}
      >
        {hidden && <Option form={form} />}
        {sets.map((set) => (
          <optgroup key={set.name} label={set.name}>
            {set.commands.map((each) => (
              <Option key={each.opcode} form={each} />
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function Option({ form }: { readonly form: CommandForm }) {
  return (
    <option value={form.opcode}>
      {form.number} {form.name}
      {!form.modelled && ' (not modelled)'}
    </option>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly mono?: boolean;
}

function Fact({ label, value, mono = false }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={mono ? 'm' : undefined}>{value}</dd>
    </div>
  );
}
