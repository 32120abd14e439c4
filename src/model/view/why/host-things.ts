import { hostAfter } from '../scene/scene';
import { rangesIn } from '../../persistent/range-map';
import { stateAt } from '../../simulation/run/timeline';
import { extentEntity, extentLabel, sysfsName } from '../words/names';
import { endOfStep, latestBefore, type Entry } from './causes';
import type { WhyContext, Subject } from './subject';

/** Where the host last began to show an extent of this name. */
export const surfacedAs = ({ scene, causes }: WhyContext, name: string): Entry | undefined =>
  latestBefore(
    causes.byKind.get('hostSurfaced'),
    endOfStep(scene.step),
    (happening) => happening.what === 'hostSurfaced' && sysfsName(happening) === name,
  );

/** Why an extent that the host shows is shown. */
export function shownSubject(asked: WhyContext, name: string): Subject | undefined {
  const { scene, causes } = asked;
  const shown = surfacedAs(asked, name);
  if (shown?.happening.what !== 'hostSurfaced') return undefined;
  const gone = latestBefore(
    causes.byKind.get('hostReleased'),
    endOfStep(scene.step),
    (happening) => happening.what === 'hostReleased' && sysfsName(happening) === name,
  );
  const { extent } = shown.happening;
  return {
    sentence:
      gone === undefined
        ? `The host shows ${name} since step ${shown.step}: it stands for ${extent === 0 ? 'no extent of the device' : extentLabel(extent)}.`
        : `The host no longer shows ${name} since step ${gone.step}.`,
    from: gone ?? shown,
    ...(extent === 0
      ? {}
      : {
          thread: { extent },
          also: [{ text: `${extentLabel(extent)} on the device`, entity: extentEntity(extent) }],
        }),
  };
}

/** Why a dax device is there: who claimed it, and where its capacity comes from. */
export function daxSubject({ scene, causes }: WhyContext, id: string): Subject | undefined {
  const device = hostAfter(scene).daxDevices.find((dax) => dax.id === id);
  if (device === undefined) return undefined;
  const step = firstStepWith(scene, id);
  const happening = causes.frames[step - 1]?.happenings.find(({ what }) => what === 'hostMoved');
  const from = happening === undefined ? { step } : { step, happening };
  const made = `${id} is there because the host made it`;
  const extent = extentAt(scene, device.ranges[0]?.start);
  if (extent === undefined) return { sentence: `${made} at step ${step}.`, from };
  const name = extentLabel(extent);
  return {
    sentence: `${made} of ${name} at step ${step}.`,
    from,
    thread: { extent },
    also: [{ text: `${name} on the device`, entity: extentEntity(extent) }],
  };
}

/** The extent that the host holds at an address, where it can be named. */
function extentAt({ after }: WhyContext['scene'], start: number | undefined): number | undefined {
  if (start === undefined) return undefined;
  const extent = rangesIn(after.host.held, start, start + 1)[0]?.value.extent;
  return extent === 0 ? undefined : extent;
}

/** The step since which a dax device has been there without a break. */
function firstStepWith({ timeline, step }: WhyContext['scene'], id: string): number {
  let at = step;
  while (at > 0 && stateAt(timeline, at - 1).host.daxDevices.some((dax) => dax.id === id)) at -= 1;
  return at;
}
