import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { injections, type Release } from '../qmp-schema/injections';
import { knownCommands } from '../qmp-schema/known-commands';
import { isModelled, probeDifference, readProbes, type ProbeFile } from './qmp-probes';

const recorded = (version: string): ProbeFile => {
  const read = readProbes(readFileSync(new URL(`probes/${version}.json`, import.meta.url), 'utf8'));
  if (read === undefined) throw new Error(`${version} is no file of probes`);
  return read;
};

const versions: readonly (readonly [string, ProfileId, Release, number])[] = [
  ['8.2.2', 'qemu-v3', '8.2', 228],
  ['10.0.2', 'qemu-10.0', '10.0', 233],
  ['11.1.3', 'qemu-11.1', '11.1', 242],
];

describe.each(versions)('QEMU %s over QMP', (version, profile, release, count) => {
  const { commands, probes } = recorded(version);

  test('answers every probe as the model does, word for word', () => {
    expect(probes.length).toBeGreaterThan(1100);
    expect(probes.flatMap((probe) => probeDifference(probe, profile) ?? [])).toEqual([]);
  });

  test('is answered by the model itself in nearly all probes', () => {
    const open = probes.filter((probe) => !isModelled(probe, profile));
    expect(open.length).toBeLessThan(probes.length / 40);
  });

  test('has the commands that are known by name, and no other', () => {
    expect(commands).toHaveLength(count);
    expect([...knownCommands[release].keys()].sort()).toEqual([...commands].sort());
  });

  test('has a probe for every command that cannot do without an argument', () => {
    const bare = new Set(probes.map((probe) => probe.in));
    const needing = [...knownCommands[release]].filter(([, { kind }]) => kind === 'some');
    expect(needing.length).toBeGreaterThan(125);
    for (const [name] of needing) expect(bare).toContain(JSON.stringify({ execute: name }));
  });

  test('has a probe for every member of every injection', () => {
    const text = probes.map((probe) => probe.in).join('\n');
    for (const [command, members] of injections[release]) {
      for (const { member } of members) {
        expect(text).toMatch(new RegExp(`"${command}","arguments":\\{.*"${member}":`));
      }
    }
  });
});
