import type { Fields, MessageSchema } from './schema-rule.ts';

const comm = (fields: Fields): MessageSchema => ({ layer: 'comm-server', digest: true, fields });
const rendezvous = (fields: Fields): MessageSchema => ({ layer: 'rendezvous', digest: true, fields });

/** Comm server, rendezvous and key exchange (PROTOCOL §1.1, §2). Challenges and proofs never leave. */
export const COMM: Readonly<Record<string, MessageSchema>> = {
  register: comm({ command: /^register$/, publicKey: 'hash' }),
  authentication_request: comm({ command: /^authentication_request$/, publicKey: 'hash', challenge: 'size' }),
  authentication_response: comm({ command: /^authentication_response$/, response: 'size' }),
  authentication_success: comm({
    command: /^authentication_success$/,
    pingInterval: 'count',
    clientIp: 'size',
  }),
  ping: comm({ command: /^(?:comm_)?ping$/, text: /^ping$/ }),
  pong: comm({ command: /^(?:comm_)?pong$/, text: /^pong$/ }),
  connection_handover: comm({ command: /^connection_handover$/ }),
  communication_request: rendezvous({
    command: /^communication_request$/,
    sourcePublicKey: 'hash',
    targetPublicKey: 'hash',
  }),
  communication_ready: rendezvous({ command: /^communication_ready$/ }),
  'key-frame': {
    layer: 'key-exchange',
    digest: true,
    fields: { nonce: 'size', tag: 'size', ciphertext: 'size', bytes: 'size' },
  },
};
