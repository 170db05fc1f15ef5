import { readInvitation } from '../../core/invite/read-invitation.ts';
import type { Json } from '../../core/trace/records.ts';

const LONGEST = 8192;
/** Bytes of the keyed hash that stands for the token. */
const HASH_BYTES = 8;

/** What may be kept of an invitation: never the token (TRACE-FORMAT §1, `note`). */
export type InviteNote = { [member: string]: Json };

/**
 * Watches for invitations that are opened (fragment of the address) or pasted. In the extension's own world: the page's is not
 * touched, and cannot tell. Returns the undo.
 */
export function watchInvites(tell: (t: number, note: InviteNote) => void): () => void {
  const seen = new Set<string>();
  let key: Promise<CryptoKey | undefined> | undefined;

  function take(text: string, how: 'opened' | 'pasted'): void {
    const found = readInvitation(text);
    if (found === undefined) return;
    const t = performance.timeOrigin + performance.now();
    const { token, ...rest } = found;
    const once = JSON.stringify([how, found]);
    if (seen.has(once)) return;
    if (seen.size < 64) seen.add(once);
    key ??= tokenKey();
    void hashOf(key, token).then((hash) =>
      tell(t, {
        how,
        ...rest,
        ...(token === undefined ? {} : { tokenLength: token.length }),
        ...(hash === undefined ? {} : { hash }),
      }),
    );
  }

  const onAddress = (): void => {
    if (location.hash.length > 1) take(location.href.slice(-LONGEST), 'opened');
  };
  const onPaste = (event: Event): void => {
    // Whoever made the event up is a page, not a person.
    if (!event.isTrusted) return;
    const text = (event as ClipboardEvent).clipboardData?.getData('text/plain');
    if (text !== undefined && text.length <= LONGEST) take(text, 'pasted');
  };
  // Chromium and newer Firefox tell of pushState as well, older ones of the fragment only.
  const { navigation } = globalThis as { navigation?: EventTarget };
  const target = navigation ?? globalThis;
  const change = navigation ? 'currententrychange' : 'hashchange';
  target.addEventListener(change, onAddress);
  addEventListener('paste', onPaste, { capture: true, passive: true });
  onAddress();
  return () => {
    target.removeEventListener(change, onAddress);
    removeEventListener('paste', onPaste, true);
  };
}

/** Lives as long as the page does, and nowhere else: equal tokens show as equal, and no hash can be tried out later. */
async function tokenKey(): Promise<CryptoKey | undefined> {
  // Pages that are no secure context have no `subtle`: their notes come without a hash.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle;
  return subtle?.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']).catch(() => undefined);
}

async function hashOf(key: Promise<CryptoKey | undefined>, token: string | undefined): Promise<string | undefined> {
  const ready = token === undefined ? undefined : await key;
  if (ready === undefined) return undefined;
  const hash = await crypto.subtle.sign('HMAC', ready, new TextEncoder().encode(token)).catch(() => undefined);
  if (hash === undefined) return undefined;
  return Array.from(new Uint8Array(hash, 0, HASH_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
