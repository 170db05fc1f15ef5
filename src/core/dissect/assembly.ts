/** A fragmented message on its way in one direction. */
export interface Assembly {
  of: 'string' | 'binary';
  /** Seq of the pieces so far. */
  pieces: number[];
  bytes: number;
  parts: Uint8Array[];
  /** A piece is missing or was cut: the message cannot be had. */
  broken: boolean;
}

/** Memory that all assemblies of a dissector share: a hostile trace may begin thousands and end none. */
export interface Shelf {
  start(of: Assembly['of']): Assembly;
  add(assembly: Assembly, seq: number, bytes: Uint8Array): void;
  /** The whole, or undefined where it is broken. The memory is free again. */
  take(assembly: Assembly): Uint8Array | undefined;
  drop(assembly: Assembly | undefined): void;
}

const MAX_PIECES = 65_536;

/** `limit`: bytes held for unfinished messages. What goes beyond is counted, not kept. */
export function createShelf(limit: number): Shelf {
  let held = 0;
  function drop(assembly: Assembly | undefined): void {
    if (!assembly) return;
    for (const part of assembly.parts) held -= part.length;
    assembly.parts = [];
  }
  return {
    start: (of) => ({ of, pieces: [], bytes: 0, parts: [], broken: false }),
    add(assembly, seq, bytes) {
      assembly.bytes += bytes.length;
      if (assembly.pieces.length < MAX_PIECES) assembly.pieces.push(seq);
      else assembly.broken = true;
      if (held + bytes.length > limit) assembly.broken = true;
      if (assembly.broken) return drop(assembly);
      held += bytes.length;
      assembly.parts.push(bytes);
    },
    take(assembly) {
      const whole = assembly.broken ? undefined : join(assembly.parts);
      drop(assembly);
      return whole;
    },
    drop,
  };
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
