import * as v from 'valibot';
import { machineDeedNames, machineMembers, type MachineDeed } from '../deed-members';
import '../steps/machine-deeds';

const deeds = v.variant(
  'deed',
  machineDeedNames.map((name) => v.object({ deed: v.literal(name), ...machineMembers[name] })),
);

/** The deed that an object describes, and nothing else of it; or what is wrong with it. */
export function machineDeedOf(
  described: unknown,
): { readonly deed: MachineDeed } | { readonly expected: string } {
  const parsed = v.safeParse(deeds, described, { abortEarly: true });
  return parsed.success
    ? { deed: parsed.output as MachineDeed }
    : { expected: parsed.issues[0].message };
}
