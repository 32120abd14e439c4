/**
 * The model as a library: a device, its host and its fabric manager as one pure function of state and action. The page
 * and the command line take what they need of the folders; a script of yours needs no more than this file.
 * `docs/library.md` has an example.
 */
export { fromHex, toHex } from './codec/codec';
export { decode, encode, spansOf } from './codec/message';
export { ldOf } from './device/device-state';
export { countOf, inOrder } from './device/extent-list';
export { profiles } from './device/profiles/profile';
export { addDcResponse, releaseDc } from './layouts/dc-response';
export { commands } from './mailbox/command-table';
export { hexCode, codeTitle } from './layouts/return-code';
export { playScenario, failureText } from './simulation/run/played';
export { HOST_MOVE } from './simulation/action';
export { readScenario } from './simulation/scenario/read-scenario';
export { writeScenario } from './simulation/scenario/write-scenario';
export { nextMove } from './simulation/steps/host-step';
export { startState } from './simulation/state';
export { step } from './simulation/steps/step';
export { lastState, scenarioOf, stateAt, timelineOf } from './simulation/run/timeline';
export { GiB, MiB } from './units';
export { summaryOf } from './view/words/summary';

export type { Card } from './card';
export type { ProfileId } from './device/profiles/profile';
export type { DeviceState } from './device/device-state';
export type { Happening } from './happening';
export type { HostState } from './host/host-state';
export type { TwinId } from './host/twin-id';
export type { Action } from './simulation/action';
export type { Frame, Timeline } from './simulation/run/timeline';
export type { Reply } from './simulation/reply';
export type { Scenario } from './simulation/scenario/scenario';
export type { SimulationState } from './simulation/state';

// What a script may send by its number is there from the start.
import './mailbox/more-commands';
import './simulation/steps/machine-deeds';
