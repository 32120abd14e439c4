import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { printedKey } from '../../keys/keys';
import { extentName, rowCommands, showOnly } from '../grid/row-commands';
import type { RowCommand } from '../grid/row-commands';
import type { Line } from '../grid/outline';
import { closeMenu } from '../../state/steps';

interface Props {
  readonly line: Line;
  readonly x: number;
  readonly y: number;
  readonly onMoved: (to: number) => void;
  readonly onClose: () => void;
}

const mostExtents = 4;

/** Everything that can be done to a row. The arrow keys walk it, Escape or a click elsewhere closes it. */
export function RowMenu({ line, x, y, onMoved, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = menu.current;
    if (shown === null) return;
    shown.showPopover();
    const { width, height } = shown.getBoundingClientRect();
    shown.style.left = `${Math.max(8, Math.min(x - width, window.innerWidth - width - 8))}px`;
    shown.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`;
    itemsOf(shown)[0]?.focus();
  }, [x, y]);
  const close = (): void => {
    closeMenu();
  };
  return (
    <div
      ref={menu}
      className="row-menu"
      popover="auto"
      role="menu"
      aria-label={`Step ${line.row.step}`}
      onKeyDown={walk}
      onToggle={(event) => {
        if (event.newState === 'closed') close();
      }}
    >
      {commandsOf(line, onMoved).map((command) => (
        <Item
          key={command.says}
          command={command}
          onDone={() => {
            close();
            if (command.takesFocus !== true) onClose();
          }}
        />
      ))}
    </div>
  );
}

function Item({ command, onDone }: { readonly command: RowCommand; readonly onDone: () => void }) {
  const { says, key, unavailable, run } = command;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={unavailable !== undefined}
      title={unavailable}
      onClick={() => {
        if (unavailable !== undefined) return;
        onDone();
        run();
      }}
    >
      <span>{says}</span>
      {key !== '' && <kbd>{printedKey(key)}</kbd>}
    </button>
  );
}

function commandsOf(line: Line, onMoved: Props['onMoved']): readonly RowCommand[] {
  const extents = line.row.entities.flatMap((id) => {
    const name = extentName(id);
    return name === undefined ? [] : [{ id, name }];
  });
  return [
    ...rowCommands(line, onMoved),
    ...extents.slice(0, mostExtents).map(({ id, name }) => ({
      key: '',
      says: `Show the steps of ${name}`,
      run: () => {
        showOnly(id);
      },
    })),
  ];
}

const itemsOf = (menu: Element): readonly HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role=menuitem]'),
];

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const now = items.findIndex((item) => item === document.activeElement);
  const last = items.length - 1;
  const next = {
    ArrowDown: now === last ? 0 : now + 1,
    ArrowUp: now <= 0 ? last : now - 1,
    Home: 0,
    End: last,
  }[event.key];
  event.stopPropagation();
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}
