/** Every text of more than one word in a value, once each, in order. */
export function sentencesIn(value: unknown, found = new Set<string>()): readonly string[] {
  if (typeof value === 'string' && /\S\s\S/.test(value)) found.add(value);
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const member of Object.values(value)) sentencesIn(member, found);
  return [...found];
}
