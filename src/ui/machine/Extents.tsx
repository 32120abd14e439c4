import type { MachineExtent } from '../../model/view/page/machine';
import { hexGrouped, iec } from '../kit/format';
import { useLink } from '../entity/highlight';
import type { SectionProps } from './section';

/** The extents as sysfs shows them, by region offset, and the groups in which they come and go. */
export function Extents({ view }: SectionProps) {
  const { total, phantoms, rows } = view.extents;
  return (
    <section className="sec" aria-label="Extents in sysfs">
      <div className="sec-head">
        <h2>Extents</h2>
        <span className="mu summary">/sys/bus/cxl/devices/dax_region…</span>
      </div>
      {phantoms > 0 && (
        <p className="note">
          {phantoms} of {total}: phantoms, which the device does not hold; a guest cannot use their
          memory.
        </p>
      )}
      {total === 0 ? (
        <p className="note">The host shows none.</p>
      ) : (
        <div className="machine-scroll" tabIndex={0} role="region" aria-label="Extents of the host">
          <table>
            <thead>
              <tr>
                <th scope="col">name</th>
                <th scope="col">offset</th>
                <th scope="col">length</th>
                <th scope="col">held by</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.name} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > rows.length && <p className="note">{total - rows.length} more are not listed.</p>}
      {view.groups.length > 0 && <Groups groups={view.groups} />}
    </section>
  );
}

function Row({ row }: { readonly row: MachineExtent }) {
  const link = useLink([row.entity]);
  const { name, label, offset, length, uuid, sequence, usedBy } = row;
  return (
    <tr {...link}>
      <th scope="row">
        {name} <span className="mu">{label}</span>
        {uuid !== undefined && (
          <span className="m machine-uuid">
            {uuid} · {sequence}
          </span>
        )}
      </th>
      <td className="m">{hexGrouped(offset)}</td>
      <td>{iec(length)}</td>
      <td>{usedBy.length === 0 ? <span className="mu">nobody</span> : usedBy.join(', ')}</td>
    </tr>
  );
}

function Groups({ groups }: { readonly groups: SectionProps['view']['groups'] }) {
  return (
    <>
      <h3>Groups</h3>
      <ul className="machine-list" aria-label="Groups of extents">
        {groups.map(({ id, uuid, region, names, extents, bytes, unusable }) => (
          <li key={id}>
            {names.join(', ')}
            {extents > names.length && ` and ${extents - names.length} more`}
            <span className="mu">
              {' '}
              · {iec(bytes)} in {region}
              {uuid === undefined && ', without a tag'}
            </span>
            {uuid !== undefined && <span className="m machine-uuid">{uuid}</span>}
            {unusable !== undefined && <b className="machine-range">{unusable}</b>}
          </li>
        ))}
      </ul>
    </>
  );
}
