import type { Layout } from '../codec/codec';
import type { Message } from '../codec/message';
import { profileOf, type DeviceState } from '../device/device-state';
import { models, type Cci } from '../device/profile';
import { commandEffects } from '../mailbox/logs-04h';
import { commands } from '../mailbox/mailbox';
import { commandNames } from '../mailbox/command-names';
import { hexCode } from '../mailbox/return-code';
import type { CommandForm, InputField } from './page-tools';
import { present } from './present';

const interfaces: readonly Cci[] = ['primary', 'fmLd', 'switch'];

/** Every command of every interface of a device, modelled or not, as the console offers them. */
export const commandForms = (device: DeviceState): readonly CommandForm[] =>
  interfaces.flatMap((to) =>
    commandEffects(device, to).map(({ opcode, effects }) => ({
      ...formOf(to, opcode, effects),
      modelled: commands.has(opcode) && models(profileOf(device), to, opcode),
    })),
  );

function formOf(to: Cci, opcode: number, effects: number): Omit<CommandForm, 'modelled'> {
  const command = commands.get(opcode);
  const request = command?.request;
  const length = command?.length;
  return {
    opcode,
    number: hexCode(opcode, 4),
    name: command?.name ?? commandNames.get(opcode) ?? 'Unknown command',
    to,
    section: command?.section ?? '',
    effects: hexCode(effects, 4),
    fields: request === undefined ? [] : fieldsOf(request.header),
    ...present({
      length: typeof length === 'number' ? length : undefined,
      items: itemsForm(request),
    }),
  };
}

const fieldsOf = (layout: Layout<unknown>): readonly InputField[] =>
  layout.fields.map(({ name, label, offset, type }) => ({
    path: name,
    label,
    offset,
    size: type.size,
    type: type.name,
    reserved: type.reserved,
  }));

function itemsForm(request: Message<unknown, unknown, unknown> | undefined): CommandForm['items'] {
  if (request?.items === undefined) return undefined;
  const counts = ['entryCount', 'extentCount', 'count'];
  const countField = request.header.fields.find(({ name }) => counts.includes(name))?.name ?? '';
  return { name: request.items.name, countField, fields: fieldsOf(request.items.layout) };
}
