import { useId } from 'react';
import { hoverOff } from '../../entity/highlight';
import { Brackets } from './Brackets';
import { LaneHead } from './LaneHead';
import { RowMenu } from './RowMenu';
import { StepRowView } from './StepRowView';
import { useSteps } from '../../state/steps';
import { go, useGrid } from '../grid/use-grid';
import type { Grid } from '../grid/use-grid';
import { useSlice } from '../../state/run';

/** The run as a swimlane: one row per step, the lanes as columns. */
export function StepGrid() {
  const grid = useGrid();
  const gridId = useId();
  const { list, lines, active, drags, height } = grid;
  return (
    <>
      <div
        ref={list}
        className="steps"
        role="treegrid"
        aria-label="Steps of the run"
        aria-rowcount={lines.length + 1}
        aria-activedescendant={lines[active] === undefined ? undefined : `${gridId}-${active}`}
        tabIndex={0}
        onKeyDown={grid.onKeyDown}
        onBlur={hoverOff}
        onPointerDown={drags.onPointerDown}
        onPointerMove={drags.onPointerMove}
        onPointerUp={drags.onPointerUp}
        onPointerCancel={drags.give}
      >
        <LaneHead memory={grid.memory} />
        <div className="steps-all" role="rowgroup" style={{ height }}>
          <Rows grid={grid} gridId={gridId} />
          <Brackets spans={grid.near} placeOf={grid.placeOf} height={height} />
        </div>
      </div>
      <Menu grid={grid} />
    </>
  );
}

function Rows({ grid, gridId }: { readonly grid: Grid; readonly gridId: string }) {
  const now = useSlice('run').step;
  const noting = useSteps((state) => state.noting);
  const drag = useSteps((state) => state.drag);
  const { lines } = grid;
  return grid.items.map(({ index, start }) => {
    const line = lines[index];
    return (
      line !== undefined && (
        <StepRowView
          key={line.row.id}
          id={`${gridId}-${index}`}
          line={line}
          index={index}
          top={start}
          now={now}
          isCurrent={index === grid.current}
          active={index === grid.active}
          noting={line.row.step === noting}
          memory={grid.memory}
          spans={grid.near}
          drop={dropMark(drag, index, lines.length)}
          dragged={drag?.step === line.row.step}
          onPick={() => {
            grid.setActive(index);
            go(line);
          }}
        />
      )
    );
  });
}

function dropMark(
  drag: { readonly before: number } | undefined,
  index: number,
  count: number,
): 'above' | 'below' | undefined {
  if (drag?.before === index) return 'above';
  return drag?.before === count && index === count - 1 ? 'below' : undefined;
}

function Menu({ grid }: { readonly grid: Grid }) {
  const menu = useSteps((state) => state.menu);
  const line = menu && grid.lines.find(({ row }) => row.step === menu.step);
  if (menu === undefined || line === undefined) return null;
  return (
    <RowMenu
      line={line}
      x={menu.x}
      y={menu.y}
      onMoved={grid.toStep}
      onClose={() => grid.list.current?.focus()}
    />
  );
}
