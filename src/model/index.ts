/**
 * The model as a library: a device, its host and its fabric manager as one pure function of state and action. The
 * worker, the command line and a script of yours import this file and none behind it; what the worker loads on demand
 * it imports by its own name when it is asked for. Importing this file does nothing: `all-commands.ts` loads what a
 * page loads on demand. `docs/library.md` has an example.
 */

// The device and its bytes.
export { fromHex, toHex } from './codec/codec';
export { crc32 } from './codec/crc32';
export { decode, encode, spansOf } from './codec/message';
export { configProblem } from './device/config';
export { ldOf } from './device/device-state';
export type { DeviceState } from './device/device-state';
export { countOf, inOrder } from './device/extent-list';
export { features } from './device/features';
export { profiles } from './device/profiles/profile';
export type { Profile, ProfileId } from './device/profiles/profile';
export type { ExtentId } from './extent';
export type { Happening } from './happening';
export { isJsonList, isJsonObject, printJson } from './json';
export type { JsonValue } from './json';
export { addDcResponse, releaseDc } from './layouts/dc-response';
export { codeTitle, hexCode } from './layouts/return-code';
export { commands } from './mailbox/command-table';
export { knownCommands } from './qmp-schema/known-commands';
export { GiB, MiB } from './units';

// The host.
export type { HostState } from './host/host-state';
export { twinIds } from './host/twin-id';
export type { TwinId } from './host/twin-id';

// A run: state, action, step, and the scenario it is written as.
export { HOST_MOVE, isHostMove } from './simulation/action';
export type { Action } from './simulation/action';
export { againstProfile, againstRun, againstTwin } from './simulation/compare/compare';
export type { MachineDeed } from './simulation/deeds';
export { requestAction } from './simulation/fm-request';
export type { FmRequest } from './simulation/fm-request';
export type { Reply } from './simulation/reply';
export {
  renamed,
  switched,
  withCheckAt,
  withMarksAt,
  withoutBranch,
} from './simulation/run/branch-edits';
export {
  acted,
  actedAll,
  advanced,
  branchNames,
  positionOf,
  scenarioWithBranches,
  timelineOfBranch,
  writtenActions,
} from './simulation/run/branches';
export type { RunPosition } from './simulation/run/branches';
export { expectationOf } from './simulation/run/expect-this';
export { checkExpectations } from './simulation/run/expectations';
export { failureText, playScenario } from './simulation/run/played';
export type { Played } from './simulation/run/played';
export {
  lastState,
  onProfile,
  queued,
  replayed,
  scenarioOf,
  stateAt,
  timelineOf,
} from './simulation/run/timeline';
export type { Frame, Timeline } from './simulation/run/timeline';
export { moved, toggled } from './simulation/run/timeline-edits';
export { configCard } from './simulation/scenario/config-card';
export { limits } from './simulation/scenario/limits';
export { machineDeedOf } from './simulation/scenario/machine-forms';
export { readScenario } from './simulation/scenario/read-scenario';
export type { Scenario } from './simulation/scenario/scenario';
export { usualRequest } from './simulation/scenario/scenario-forms';
export { writeScenario } from './simulation/scenario/write-scenario';
export { startState } from './simulation/state';
export type { SimulationState } from './simulation/state';
export { stateHash } from './simulation/state-hash';
export { nextMove, noMove } from './simulation/steps/host-step';
export { step } from './simulation/steps/step';

// Texts of others.
export { against } from './intake/against';
export { findingsOf, pastedRun } from './intake/pasted';
export type { PastedRun } from './intake/pasted';
export { entryOfStep, stepsOf } from './intake/session';
export type { Choices, Present } from './intake/setting-facts';
export { passagesOf } from './intake/understand';
export { isInjectFile } from './interop/inject-line';
export { readInjectSession } from './interop/inject-session';
export { readJsonSequence } from './interop/json-text';
export type { TextProblem } from './interop/json-text';
export { readQmpSession } from './interop/qmp-session';

// What the page shows of a run.
export { actionsOf } from './provoke/tried';
export { compareBook, compareView } from './view/compare/compare-view';
export type { CompareBook } from './view/compare/compare-view';
export { exported } from './view/export/exports';
export { textMap } from './view/export/text-map';
export { sliceNames } from './view/page';
export type { Card, DeviceKind, EntityId, PageView } from './view/page';
export { mapsView } from './view/map/map-view';
export { pageView } from './view/page-view';
export type { CompareAnswer, CompareWith, ComparedAt } from './view/page/compare';
export type { ExportId } from './view/page/export';
export type { LensId } from './view/page/lens';
export type { MapWindow } from './view/page/map';
export type { PasteChoices, PasteView } from './view/page/paste';
export { pasteView } from './view/paste/paste-view';
export { branchesView, tailName } from './view/run/branches-view';
export { chronicleOf, emptyChronicle } from './view/scene/chronicle';
export type { Chronicle } from './view/scene/chronicle';
export { definedOnly } from './view/scene/present';
export { sceneOf } from './view/scene/scene';
export type { Scene } from './view/scene/scene';
export type { Causes } from './view/why';
export { summaryOf } from './view/words/summary';
