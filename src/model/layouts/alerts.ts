import { at, layout, reserved, u16, u8, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Get Alert Configuration, 4201h (CXL r3.1 8.2.9.9.3.2). Temperatures in degrees Celsius. */
const config = layout('Get Alert Configuration reply', {
  valid: at(0x00, u8, 'Valid alerts'),
  programmable: at(0x01, u8, 'Programmable alerts'),
  lifeCritical: at(0x02, u8, 'Life used, critical threshold'),
  lifeWarning: at(0x03, u8, 'Life used, warning threshold'),
  hotCritical: at(0x04, u16, 'Over-temperature, critical threshold'),
  coldCritical: at(0x06, u16, 'Under-temperature, critical threshold'),
  hotWarning: at(0x08, u16, 'Over-temperature, warning threshold'),
  coldWarning: at(0x0a, u16, 'Under-temperature, warning threshold'),
  volatileWarning: at(0x0c, u16, 'Corrected volatile errors, warning threshold'),
  persistentWarning: at(0x0e, u16, 'Corrected persistent errors, warning threshold'),
});

export type AlertConfig = Read<typeof config>;

export const alertsReply: Message<AlertConfig> = {
  name: 'Get Alert Configuration reply',
  header: config,
};

/** Set Alert Configuration, 4202h (CXL r3.1 8.2.9.9.3.3). */
const change = layout('Set Alert Configuration request', {
  valid: at(0x00, u8, 'Valid alert actions'),
  enable: at(0x01, u8, 'Enable alert actions'),
  lifeWarning: at(0x02, u8, 'Life used, warning threshold'),
  reserved: at(0x03, reserved(1)),
  hotWarning: at(0x04, u16, 'Over-temperature, warning threshold'),
  coldWarning: at(0x06, u16, 'Under-temperature, warning threshold'),
  volatileWarning: at(0x08, u16, 'Corrected volatile errors, warning threshold'),
  persistentWarning: at(0x0a, u16, 'Corrected persistent errors, warning threshold'),
});

export type AlertChange = Read<typeof change>;

export const alertsRequest: Message<AlertChange> = {
  name: 'Set Alert Configuration request',
  header: change,
};
