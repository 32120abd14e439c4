import type { TraceStep } from '../../model/conformance/trace';
import { mailboxStep } from './generate-capacity';
import type { Drawing } from './generate-ranges';
import { le } from './wire';

const bytes = ({ random }: Drawing, count: number): string =>
  Array.from({ length: count }, () => le(random.bits(), 1)).join('');

/** 4102h and 4103h: a device without a label storage area. */
function drawLabels(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const offset = le(random.pick([0, 0, 1, 8, 0xffff_ffff]), 4);
  return random.pick([
    () => mailboxStep(0x4102, offset + le(random.pick([0, 1, 0xffff_ffff]), 4)),
    () => mailboxStep(0x4103, offset + le(0, 4) + bytes(drawing, random.pick([0, 0, 1, 16]))),
    () => mailboxStep(0x4103, bytes(drawing, random.between(0, 7))),
  ])();
}

/** 4201h and 4202h: thresholds around the critical ones. */
function drawAlerts(drawing: Drawing): TraceStep {
  const { random } = drawing;
  if (random.chance(0.5)) return mailboxStep(0x4201);
  const temperature = (): string => le(random.pick([0, 9, 10, 11, 34, 35, 36, 0xffff]), 2);
  return mailboxStep(
    0x4202,
    le(random.bits(), 1) +
      le(random.bits(), 1) +
      le(random.pick([0, 74, 75, 76, 255]), 1) +
      le(0, 1) +
      temperature() +
      temperature() +
      le(random.between(0, 0xffff), 2) +
      le(random.between(0, 0xffff), 2),
  );
}

/** Commands of the device beside dynamic capacity, its memory and its log. */
export const drawMore = (drawing: Drawing): TraceStep =>
  drawing.random.pick([drawLabels, drawAlerts])(drawing);
