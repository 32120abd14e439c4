import type { HostView } from '../../model/view/page';

/** What the host printed: kernel messages and trace lines, newest last. */
export function HostLines({ lines }: { readonly lines: HostView['lines'] }) {
  if (lines.length === 0) return null;
  return (
    <details className="host-lines">
      <summary title="Kernel messages and trace lines">
        {lines.length} line{lines.length === 1 ? '' : 's'}
      </summary>
      <ol tabIndex={0} aria-label="Kernel and trace lines">
        {lines.map((line, index) => (
          <li key={`${line.step} ${index}`}>
            <span className="line-number">{line.step}</span>
            <code>{line.text}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
