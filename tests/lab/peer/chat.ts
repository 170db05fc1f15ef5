import {
  channelInfo,
  channelInfoId,
  chatMessage,
  creationTime,
  textOf,
  typeOf,
  versionNodeEdge,
} from '../chum/microdata.ts';
import type { Store } from '../chum/store.ts';
import { createEvent } from '../connection/event.ts';
import { personMicrodata } from './id-hashes.ts';
import type { Identity } from './identity.ts';

export type Attachment =
  { readonly kind: 'blob'; readonly bytes: Uint8Array } | { readonly kind: 'clob'; readonly text: string };

export interface Chat {
  /** Announces the channel with somebody: an `id` root and a `version_node` root. */
  open(personId: string): void;
  /** Stores and announces a ChatMessage; the other side fetches it with its next poll. Returns its hash. */
  say(text: string, attachment?: Attachment): string;
  /** To be told of every object that was fetched. */
  received(microdata: string): void;
  readonly messages: readonly string[];
  /** Told of every message that came from the other side; returns its undo. */
  onMessage(listener: (text: string) => void): () => void;
  waitFor(text: string): Promise<void>;
}

export function createChat(store: Store, identity: Identity): Chat {
  const channels = new Set<string>();
  const messages: string[] = [];
  const arrived = createEvent<string>();
  const attach = (attachment: Attachment): { kind: 'blob' | 'clob'; hash: string } => {
    const hash = attachment.kind === 'blob' ? store.putBytes(attachment.bytes) : store.put(attachment.text);
    return { kind: attachment.kind, hash };
  };
  return {
    messages,
    onMessage: arrived,
    open(personId) {
      const channel = `${identity.personId}<->${personId}`;
      if (channels.has(channel)) return;
      channels.add(channel);
      const idHash = store.put(channelInfoId(channel));
      const node = store.put(versionNodeEdge(store.put(channelInfo(channel)), Date.now()));
      store.announce({ type: 'id', idHash, oneType: 'ChannelInfo' });
      store.announce({ type: 'version_node', node, dataIdHash: idHash, dataType: 'ChannelInfo' });
    },
    say(text, attachment) {
      const sender = store.put(personMicrodata(identity.email));
      const hash = store.put(chatMessage(text, sender, attachment && attach(attachment)));
      const root = store.put(creationTime(Date.now(), hash));
      store.announce({ type: 'unversioned', hash: root, oneType: 'CreationTime' });
      return hash;
    },
    received(microdata) {
      if (typeOf(microdata) !== 'ChatMessage') return;
      messages.push(textOf(microdata));
      arrived.emit(textOf(microdata));
    },
    async waitFor(text) {
      if (messages.includes(text)) return;
      await new Promise<void>((resolve) => {
        const undo = arrived((seen) => {
          if (seen !== text) return;
          undo();
          resolve();
        });
      });
    },
  };
}
