/** What the columns are. They stand below the columns of the stage, and stay when the list is scrolled. */
export function LaneHead({ memory }: { readonly memory: boolean }) {
  return (
    <div className="lane-head" role="rowgroup">
      <div className="cols lanes" role="row" aria-rowindex={1}>
        <span className="a" role="columnheader">
          Fabric manager
        </span>
        <span className="dv" role="columnheader">
          Device
        </span>
        <span className="ho" role="columnheader">
          Host
        </span>
        {memory && (
          <span className="me" role="columnheader">
            User memory
          </span>
        )}
        <span className="sr-only" role="columnheader">
          Commands
        </span>
      </div>
    </div>
  );
}
