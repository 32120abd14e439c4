/** Raw deflate, as the browser does it. */
export async function deflateRaw(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The bytes of a raw deflate stream: `tooBig` as soon as they pass the limit, `corrupted` if the stream is
 * none, does not end, or ends before the bytes do. Some engines take what follows the end for no error, so
 * the last byte is taken away: a stream that does without it had bytes to spare.
 */
export async function inflateRaw(
  deflated: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array | 'tooBig' | 'corrupted'> {
  const inflated = await inflate(deflated, limit);
  if (typeof inflated === 'string') return inflated;
  const shorter = await inflate(deflated.subarray(0, -1), limit);
  return shorter === 'corrupted' ? inflated : 'corrupted';
}

/** The bytes that the begin of a raw deflate stream holds, up to about the limit. */
export async function inflateWhatIsThere(
  deflated: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array> {
  return (await read(deflated, limit)).bytes;
}

async function inflate(
  deflated: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array | 'tooBig' | 'corrupted'> {
  const { ended, bytes } = await read(deflated, limit);
  return ended === 'well' ? bytes : ended;
}

interface Inflated {
  readonly ended: 'well' | 'tooBig' | 'corrupted';
  readonly bytes: Uint8Array;
}

async function read(deflated: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const chunks: Uint8Array[] = [];
  let length = 0;
  const all = (ended: Inflated['ended']): Inflated => ({ ended, bytes: joined(chunks, length) });
  try {
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return all('well');
      chunks.push(value);
      length += value.length;
      if (length <= limit) continue;
      await reader.cancel();
      return all('tooBig');
    }
  } catch {
    return all('corrupted');
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
