import type { HostView } from '../../model/view/page';
import { act } from '../simulator/actions';
import { Button } from '../kit/Button';
import { Checklist } from './Checklist';

/** What a person may do in the host's place, whatever it would do by itself. */
export function HostActions({ host }: { readonly host: HostView }) {
  const { offers, holds, unclearedRecords } = host;
  return (
    <div className="host-actions" role="group" aria-label="Act as the host">
      <Button
        className="tiny"
        title="Read the event records (0100h)"
        onClick={() => void act({ kind: 'hostRead' })}
      >
        Read events
      </Button>
      <Checklist
        name="Accept…"
        about="Name these offers in the response (4802h)"
        chips={offers}
        empty="The host has read no offer."
        all="Accept all"
        none="Accept none"
        some={(count) => `Respond with ${count}`}
        onDone={(accept) => void act({ kind: 'hostRespond', accept })}
      />
      <Button
        className="tiny"
        title="Clear the records that were read (0101h)"
        unavailable={
          unclearedRecords.length === 0 ? 'No record that was read waits to be cleared.' : undefined
        }
        onClick={() => void act({ kind: 'hostClear' })}
      >
        Clear
      </Button>
      <Checklist
        name="Release…"
        about="Give these extents back (4803h)"
        chips={holds}
        empty="The host holds no extent."
        some={(count) => `Release ${count}`}
        onDone={(extents) => void act({ kind: 'hostRelease', extents })}
      />
    </div>
  );
}
