import { OPEN, type Socket } from '../connection/socket.ts';
import type { ConnectionTap } from '../connection/tap.ts';
import { closeText } from '../connection/close-reason.ts';
import { readSeedMessage, type SeedMessage, type SeedType } from './seed-message.ts';

/** One connection in the seed dialect: what is said and heard on it, and what is left out on purpose. */
export interface SeedLine {
  /** Says it, unless this side keeps silent about messages of that type. */
  say(message: SeedMessage): void;
  heard(type: SeedType): number;
  close(reason?: string): void;
  readonly isOpen: boolean;
}

export interface SeedLineOptions {
  readonly silentAbout?: readonly SeedType[];
  /** What this side does about a message. */
  answer(message: SeedMessage, line: SeedLine): void;
}

export function seedLine(socket: Socket, tap: ConnectionTap, { silentAbout = [], answer }: SeedLineOptions): SeedLine {
  const counts = new Map<SeedType, number>();
  const line: SeedLine = {
    get isOpen() {
      return socket.readyState === OPEN;
    },
    heard: (type) => counts.get(type) ?? 0,
    say(message) {
      if (silentAbout.includes(message.type) || !line.isOpen) return;
      const text = JSON.stringify(message);
      tap.frame('out', text);
      socket.send(text);
    },
    close(reason) {
      if (!line.isOpen) return;
      const text = closeText(reason, false);
      tap.call('close', 1000, text);
      socket.close(1000, text);
    },
  };
  socket.binaryType = 'arraybuffer';
  if (line.isOpen) tap.opened();
  socket.addEventListener('open', () => tap.opened());
  socket.addEventListener('message', ({ data }) => {
    // a browser delivers nothing once close() was called, `ws` would
    if (!line.isOpen) return;
    const text = typeof data === 'string' ? data : undefined;
    tap.frame('in', text ?? new Uint8Array(data as ArrayBuffer));
    const message = text === undefined ? undefined : readSeedMessage(text);
    if (message === undefined) return line.close('Error: not a message of this dialect');
    counts.set(message.type, line.heard(message.type) + 1);
    answer(message, line);
  });
  socket.addEventListener('close', ({ code, reason, wasClean }) => tap.closed(code, reason, wasClean));
  socket.addEventListener('error', () => undefined);
  return line;
}
