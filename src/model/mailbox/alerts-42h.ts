import { decode, encode } from '../codec/message';
import { deviceWith, type DeviceState } from '../device/device-state';
import { alertsReply, alertsRequest, type AlertChange, type AlertConfig } from '../layouts/alerts';
import { alertBits, alertRungs, alertsLadder, type Threshold } from '../rules/alerts';
import { checked, done, type Command } from './command';

/** What a device begins with: percent, degrees Celsius, counts (QEMU 11.1). */
const initial: AlertConfig = {
  valid: 0,
  programmable: 0,
  lifeCritical: 75,
  lifeWarning: 40,
  hotCritical: 35,
  coldCritical: 10,
  hotWarning: 25,
  coldWarning: 20,
  volatileWarning: 0,
  persistentWarning: 0,
};

const configOf = ({ alerts }: DeviceState): AlertConfig => alerts ?? initial;

/** The configuration with the thresholds that a change names, of those listed. */
const changed = (
  config: AlertConfig,
  change: AlertChange,
  names: readonly Threshold[],
): AlertConfig =>
  names
    .filter((name) => (change.valid & alertBits[name]) !== 0)
    .reduce(
      (next, name) => ({
        ...next,
        [name]: change[name],
        programmable: next.programmable | alertBits[name],
      }),
      config,
    );

const getAlerts: Command = {
  opcode: 0x4201,
  name: 'Get Alert Configuration',
  section: '8.2.9.9.3.2',
  length: 0,
  reply: alertsReply,
  run: ({ device }) => done(device, encode(alertsReply, configOf(device))),
};

const setAlerts: Command = {
  opcode: 0x4202,
  name: 'Set Alert Configuration',
  section: '8.2.9.9.3.3',
  ladder: alertsLadder,
  length: 12,
  request: alertsRequest,
  run(context, payload) {
    const { device } = context;
    const config = configOf(device);
    const change = decode(alertsRequest, payload).header;
    const result = checked(context, alertsLadder, { config, change }, () =>
      done(
        deviceWith(device, {
          alerts: changed(config, change, Object.keys(alertBits) as readonly Threshold[]),
        }),
      ),
    );
    if (result.kind !== 'refused') return result;
    const stopped = alertRungs.findIndex(([, rung]) => rung.rules[0] === result.stop.rule);
    const before = alertRungs.slice(0, stopped).map(([name]) => name);
    return { ...result, device: deviceWith(device, { alerts: changed(config, change, before) }) };
  },
};

/** Alerts of command set 42h. */
export const alertCommands: readonly Command[] = [getAlerts, setAlerts];
