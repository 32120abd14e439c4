import { ldOf, type Region } from '../../device/device-state';
import type { SimulationState } from '../../simulation/state';
import { hex, iec } from '../../units';
import { shortState } from '../page/states';
import type { DrawnState } from '../page/vocabulary';
import { devicePieces } from '../map/pieces';

/** Squares of a map in one line of a mail. */
const squares = 64;

/** How a state is drawn with letters. */
const signs: Readonly<Record<DrawnState, string>> = {
  free: '.',
  offered: 'o',
  accepted: '#',
  askedBack: 'r',
};

/** From the weakest to the strongest: a square shows the strongest state in it. */
const strength: readonly DrawnState[] = ['free', 'offered', 'accepted', 'askedBack'];

/** The regions of the device, one line of squares each, at most 76 characters wide. */
export function textMap({ device }: Pick<SimulationState, 'device'>): readonly string[] {
  const ld = ldOf(device);
  const maps = ld.regions.map((region, index) => {
    const square = region.length / squares;
    return [
      `region ${index}  ${hex(region.base)} + ${iec(region.length)}, one sign = ${iec(square)}`,
      `  ${row(region, devicePieces(ld, region))}`,
    ];
  });
  const legend = strength.map((state) => `${signs[state]} ${shortState(state)}`).join('  ');
  return [...maps.flat(), `  ${legend}`];
}

function row(region: Region, pieces: ReturnType<typeof devicePieces>): string {
  const square = region.length / squares;
  const states = Array.from({ length: squares }, (): DrawnState => 'free');
  for (const { start, end, state } of pieces) {
    const first = Math.floor((start - region.base) / square);
    const last = Math.ceil((end - region.base) / square);
    for (let at = first; at < last; at += 1) {
      const known = states[at];
      if (known !== undefined && strength.indexOf(state) > strength.indexOf(known))
        states[at] = state;
    }
  }
  return states.map((state) => signs[state]).join('');
}
