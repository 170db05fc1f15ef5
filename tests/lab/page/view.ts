import type { Peer } from '../peer/peer.ts';

const shown = new WeakSet<Peer>();

function element(id: string): HTMLElement | null {
  // In a worker there is nothing to show.
  return globalThis.document?.getElementById(id) ?? null;
}

export function showChat(who: 'own' | 'other', text: string): void {
  const list = element('chat');
  if (!list) return;
  const item = document.createElement('li');
  item.className = who;
  item.textContent = text;
  list.append(item);
  item.scrollIntoView({ block: 'nearest' });
}

/** The page is only a window on the peer: one line of state, and what was said. */
export function showState(peer: Peer): void {
  const contacts = [...peer.contacts.values()].map(({ email }) => email).join(', ');
  const state = element('state');
  if (state) state.textContent = contacts === '' ? `${peer.name} is listening` : `${peer.name} talks with ${contacts}`;
  if (shown.has(peer)) return;
  shown.add(peer);
  peer.chat.onMessage((text) => {
    showChat('other', text);
    showState(peer);
  });
}
