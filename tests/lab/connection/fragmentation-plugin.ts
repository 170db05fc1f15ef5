import { concat, fromUtf8, utf8 } from '../crypto/bytes.ts';
import { escapeKeyword, unescapeKeyword } from './escape.ts';
import type { ConnectionPlugin, EventCreation, IncomingEvent, Payload } from './plugin.ts';
import type { ConnectionTap } from './tap.ts';

const START = { binary: 'fragmentation_start_binary', string: 'fragmentation_start_string' } as const;
const END = 'fragmentation_end';
// §2.6: escaped in this order, undone in reverse order
const KEYWORDS = [START.binary, START.string, END];
type Kind = keyof typeof START;

export function fragmentationPlugin(tap: ConnectionTap, chunkSize = 65_536): ConnectionPlugin {
  let creation: EventCreation | undefined;
  let open: { kind: Kind; pieces: Uint8Array[] } | undefined;

  const deliver = (data: Payload): IncomingEvent => {
    tap.message('in', data);
    return { type: 'message', data };
  };
  const begin = (kind: Kind): null => {
    if (open) throw new Error(`Already processing ${open.kind} chunks. ${START[kind]} message not allowed.`);
    open = { kind, pieces: [] };
    return null;
  };
  const end = (): IncomingEvent => {
    if (!open) throw new Error('No chunks processing in progress. fragmentation_end message not allowed.');
    const { kind, pieces } = open;
    open = undefined;
    const joined = concat(...pieces);
    return deliver(kind === 'string' ? fromUtf8(joined) : joined);
  };
  const sendPieces = (kind: Kind, bytes: Uint8Array, message: Payload): null => {
    creation?.createOutogingEvent({ type: 'message', data: START[kind] });
    for (let offset = 0; offset < bytes.length; offset += chunkSize) {
      creation?.createOutogingEvent({ type: 'message', data: bytes.slice(offset, offset + chunkSize) });
    }
    tap.message('out', message);
    creation?.createOutogingEvent({ type: 'message', data: END });
    return null;
  };

  return {
    name: 'fragmentation',
    attached: (given) => {
      creation = given;
    },
    transformIncomingEvent(event) {
      if (event.type !== 'message') return event;
      const { data } = event;
      if (data === START.binary) return begin('binary');
      if (data === START.string) return begin('string');
      if (data === END) return end();
      if (typeof data !== 'string') {
        if (!open) return deliver(data);
        open.pieces.push(data);
        return null;
      }
      if (open) {
        throw new Error(
          `Currently processing ${open.kind} chunks. No string messages allowed except the fragmentation_end message.`,
        );
      }
      return deliver(KEYWORDS.reduceRight((text, keyword) => unescapeKeyword(keyword, text), data));
    },
    transformOutgoingEvent(event) {
      if (event.type !== 'message') return event;
      const { data } = event;
      // §6.6: a bare ArrayBuffer has no `.length`, so the library sends the markers and no piece
      if (data instanceof ArrayBuffer) return sendPieces('binary', new Uint8Array(0), new Uint8Array(0));
      if (typeof data === 'string' && data.length >= chunkSize / 4) return sendPieces('string', utf8(data), data);
      if (typeof data !== 'string' && data.length > chunkSize) return sendPieces('binary', data, data);
      tap.message('out', data);
      if (typeof data !== 'string') return event;
      return { ...event, data: KEYWORDS.reduce((text, keyword) => escapeKeyword(keyword, text), data) };
    },
  };
}
