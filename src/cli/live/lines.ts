import { createServer, type Socket } from 'node:net';

/** One end of a protocol of lines. */
export interface Lines {
  readonly send: (text: string) => void;
  /** The next line received. Rejects once the other end is gone. */
  readonly next: () => Promise<string>;
}

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (gone: Error) => void;
}

/** Lines over a connected socket. */
function linesOver(socket: Socket): Lines {
  const received: string[] = [];
  const waiting: Waiting[] = [];
  let rest = '';
  let gone = false;
  socket.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const reader = waiting.shift();
      if (reader === undefined) received.push(line);
      else reader.resolve(line);
    }
  });
  // A socket that breaks is closed next; the reader learns of it there.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    gone = true;
    for (const { reject } of waiting.splice(0)) reject(new Error('the connection was closed'));
  });
  return {
    send: (text) => {
      socket.write(text);
    },
    next: () => {
      const line = received.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (gone) return Promise.reject(new Error('the connection was closed'));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

export interface Listening {
  /** The lines of the one peer that connects. */
  readonly connected: Promise<Lines>;
  readonly close: () => void;
}

/** Waits on a unix socket for one peer. */
export function listen(path: string): Promise<Listening> {
  const server = createServer();
  const connected = new Promise<Lines>((resolve) => {
    server.once('connection', (socket) => {
      resolve(linesOver(socket));
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      resolve({ connected, close: () => server.close() });
    });
  });
}
