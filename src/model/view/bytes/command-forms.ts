import { toHex, type Layout } from '../../codec/codec';
import type { Message } from '../../codec/message';
import { profileOf, type DeviceState } from '../../device/device-state';
import { models, type Profile } from '../../device/profiles/profile';
import { commandEffects } from '../../mailbox/logs-04h';
import { commands } from '../../mailbox/command-table';
import { hexCode } from '../../layouts/return-code';
import type { CommandForm, InputField } from '../page/tools';
import { definedOnly } from '../scene/present';
import '../../mailbox/more-commands';

const interfaces: readonly CommandForm['to'][] = ['primary', 'fmLd', 'switch'];

/** Every command of every interface of a device, modelled or not, as the console offers them. */
export const commandForms = (device: DeviceState): readonly CommandForm[] =>
  interfaces.flatMap((to) =>
    commandEffects(device, to).map(({ opcode, effects }) => {
      const profile = profileOf(device);
      return {
        ...formOf(to, opcode, effects),
        usual: usualBytes(profile, opcode),
        modelled: commands.has(opcode) && models(profile, to, opcode),
      };
    }),
  );

function formOf(
  to: CommandForm['to'],
  opcode: number,
  effects: number,
): Omit<CommandForm, 'modelled' | 'usual'> {
  const command = commands.get(opcode);
  const request = command?.request;
  const length = command?.length;
  return {
    opcode,
    number: hexCode(opcode, 4),
    name: command?.name ?? 'Unknown command',
    to,
    section: command?.section ?? '',
    effects: hexCode(effects, 4),
    fields: request === undefined ? [] : fieldsOf(request.header),
    ...definedOnly({
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

/** What the console begins with: zeros as long as the header is, where the command names nothing more usual. */
function usualBytes(profile: Profile, opcode: number): string {
  const command = commands.get(opcode);
  const zeros = new Uint8Array(command?.request?.header.size ?? 0);
  return toHex(command?.usual?.(profile) ?? zeros);
}

function itemsForm(request: Message<unknown, unknown, unknown> | undefined): CommandForm['items'] {
  if (request?.items === undefined) return undefined;
  const { name, layout, countField } = request.items;
  return { name, fields: fieldsOf(layout), ...definedOnly({ countField }) };
}
