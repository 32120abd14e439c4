import { invariant } from '../assert';
import type { Command } from './command';

const table = new Map<number, Command>();

/** Every command that is modelled, by opcode. Which of them an interface has is for the profile to say. */
export const commands: ReadonlyMap<number, Command> = table;

export function addCommands(lists: readonly (readonly Command[])[]): void {
  for (const command of lists.flat()) {
    invariant(!table.has(command.opcode), 'no opcode is there twice');
    table.set(command.opcode, command);
  }
}
