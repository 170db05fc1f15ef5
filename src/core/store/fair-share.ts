/**
 * What each may keep so that all together fit: nobody gives up anything while somebody else holds more. A site that fills the disk so takes from
 * itself, never from a small one.
 */
export function fairShare(sizes: readonly number[], available: number): number {
  const ascending = [...sizes].sort((a, b) => a - b);
  let left = available;
  for (const [at, size] of ascending.entries()) {
    const share = left / (ascending.length - at);
    if (size > share) return Math.max(0, share);
    left -= size;
  }
  return Infinity;
}
