import { maskBehind, maskText } from './masked-text.ts';
import type { Mask } from './mask.ts';
import { redactChannel } from './redact-channel.ts';

/** `relay to host over udp`: types of candidates, which hold no address. */
const PATH = /^(?:host|srflx|prflx|relay|unknown) to (?:host|srflx|prflx|relay|unknown)(?: over (?:udp|tcp|tls))?$/;
/** What a data channel was opened with, in the words of the hook. */
const TERMS =
  /^(?:(?:created|received), )?(?:id \d{1,5}, )?(?:negotiated, )?(?:un)?ordered, (?:reliable|at most \d{1,9} (?:retransmissions|ms))$/;
/** What was found over GATT, by its numbers. */
const ATTRIBUTES = /^(?:service|characteristic|descriptor)(?: [0-9a-f-]{36}){1,64}$/;
const EXTENSIONS = /^permessage-deflate(?:; ?(?:server|client)_(?:no_context_takeover|max_window_bits(?:=\d{1,2})?))*$/;
const PROTOCOL = /^protocol (.*?)( permessage-deflate[^]*)?$/;

/** What stands behind a state of a transport: terms, paths and extensions; the name of a subprotocol can be a token. */
export function redactStateDetail(state: string, detail: string, mask: Mask): string {
  if (ATTRIBUTES.test(detail))
    return detail
      .split(' ')
      .map((word, at) => (at === 0 ? word : redactChannel(word, mask)))
      .join(' ');
  if (state === 'candidate-pair') return PATH.test(detail) ? detail : maskBehind(detail, /\brelay\b/);
  if (TERMS.test(detail) || EXTENSIONS.test(detail)) return detail;
  const [, protocol, extensions = ''] = PROTOCOL.exec(detail) ?? [];
  if (protocol === undefined) return maskText(detail);
  return `protocol ${maskText(protocol)}${EXTENSIONS.test(extensions.slice(1)) ? extensions : ''}`;
}
