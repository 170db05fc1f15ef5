const SLAB_BYTES = 65_536;

/**
 * Small arrays as parts of large ones: a buffer of its own for each costs more than what is written into it. Whoever keeps one keeps
 * its slab, as with payloads that are parts of a page.
 */
export function createSlab(bytes = SLAB_BYTES): (length: number) => Uint8Array {
  let slab = new Uint8Array(0);
  let used = 0;
  return (length) => {
    if (length > bytes / 4) return new Uint8Array(length);
    if (used + length > slab.length) {
      slab = new Uint8Array(bytes);
      used = 0;
    }
    used += length;
    return slab.subarray(used - length, used);
  };
}
