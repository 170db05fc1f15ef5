import type { ChumSession } from '../chum/session.ts';
import { waitForClose } from '../connection/wait.ts';
import type { Contact } from './contact.ts';
import { dial } from './dial.ts';
import type { PeerParts } from './parts.ts';

export interface ChumRoutes {
  connect(contact: Contact): Promise<ChumSession>;
  /** Dials and, where redialling is on, keeps dialling (§7). */
  keep(contact: Contact): Promise<void>;
  stop(): void;
}

export function chumRoutes(parts: PeerParts, fallbackUrl: () => string | undefined, redials: boolean): ChumRoutes {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const { timing, random } = parts.env;
  let stopped = false;

  const connect = async (contact: Contact): Promise<ChumSession> => {
    const url = contact.url ?? fallbackUrl();
    if (url === undefined) throw new Error(`No route to ${contact.email}`);
    const { connection, remote } = await dial(parts, { url, publicKey: contact.instanceKey }, 'chum');
    return parts.startSession(connection, remote.personId);
  };

  const keep = async (contact: Contact, attempt = 0): Promise<void> => {
    let delay: number;
    let next = 0;
    try {
      const { connection } = await connect(contact);
      void waitForClose(connection).then(() => again(contact, timing.reconnectDelay * (1 + fraction()), 0));
      return;
    } catch {
      delay = timing.redialDelays[Math.min(attempt, timing.redialDelays.length - 1)] ?? 120_000;
      next = attempt + 1;
    }
    again(contact, delay, next);
  };

  const again = (contact: Contact, delay: number, attempt: number): void => {
    if (stopped || !redials) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void keep(contact, attempt);
    }, delay);
    timers.add(timer);
  };
  const fraction = (): number => (random(1)[0] ?? 0) / 256;

  return {
    connect,
    keep: (contact) => keep(contact),
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
