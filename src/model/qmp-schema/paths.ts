/** A relative path names the tail of the object's full path; the empty one names the only type 3 device. */
export function resolves(path: string, id: string): boolean {
  const full = ['machine', 'peripheral', id];
  const parts = path.split('/').filter((part) => part !== '');
  const tail = full.slice(-parts.length);
  // The last parts of a path that is too long meet nothing here.
  const matches = parts.every((part, i) => part === tail[i]);
  return matches && (!path.startsWith('/') || parts.length === full.length);
}

/** The same where QEMU looks for an object of any type: the empty path then names too many. */
export const resolvesUntyped = (path: string, id: string): boolean =>
  path !== '' && resolves(path, id);

/** The objects above the device, which a path can name too. */
export const above: readonly string[] = [
  '/',
  '/machine',
  '/machine/peripheral',
  'machine',
  'machine/peripheral',
  'peripheral',
];
