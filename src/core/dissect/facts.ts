/**
 * What a frame says, as plain data for the model and the rules: whoever draws conclusions reads these and never parses
 * a payload again. No fact holds a secret (token, challenge, key of a session, nonce, proof).
 *
 * Public keys and hashes are lower-case hex. A member that could not be read from the message is absent, never guessed.
 * Facts of an encrypted or fragmented message stand on the frame that completes it.
 */
export type Fact =
  // comm server (PROTOCOL §1)
  | { kind: 'register'; publicKey?: string }
  | { kind: 'authentication-request'; publicKey?: string }
  | { kind: 'authentication-response' }
  | { kind: 'authentication-success'; pingInterval?: number; clientIp?: string; clientPort?: number }
  | { kind: 'ping' | 'pong'; plainText?: true }
  | { kind: 'handover' }
  // rendezvous and key exchange (§2)
  | { kind: 'communication-request'; source?: string; target?: string }
  | { kind: 'communication-ready' }
  | { kind: 'key-frame'; ordinal: 1 | 2 }
  // encryption: `missing` frames were never seen in front of this one; `known` of them the trace itself reported as lost
  | { kind: 'counter-gap'; expected: number; counter: number; missing: number; known: number }
  /** `opened`: some frame of this connection opened before, so the key is right and this frame is damaged or foreign. */
  | { kind: 'tag-failed'; expected?: number; opened: boolean }
  | { kind: 'text-while-encrypted' }
  | { kind: 'no-key' }
  // keepalive and fragmentation
  | { kind: 'keepalive' }
  | { kind: 'fragmentation-start'; of: 'string' | 'binary' }
  | { kind: 'fragment'; bytes: number }
  | { kind: 'fragmentation-end'; bytes: number; pieces: number; incomplete?: true }
  | { kind: 'fragmentation-violation'; why: string }
  | { kind: 'fragmentation-empty-binary' }
  // identity (§3)
  | { kind: 'group'; name: string }
  | { kind: 'sync' }
  /** A redacted recording keeps neither the e-mail of a person nor the name of an instance. */
  | { kind: 'person'; email?: string; id: string }
  | { kind: 'keys'; owner?: string; publicKey?: string; publicSignKey?: string }
  /** `step` 1–4 in order of the four 104-byte messages of §3.1 (e1 … e4). */
  | { kind: 'person-challenge' | 'person-response'; step: 1 | 2 | 3 | 4 }
  | { kind: 'instance'; name?: string; owner: string; id: string }
  // pairing (§4.1)
  | { kind: 'pairing-token'; length: number }
  | {
      kind: 'pairing-identity';
      email?: string;
      instanceName?: string;
      personKey?: string;
      instanceKey?: string;
      url?: string;
      /** Id hash of the person, computed from the e-mail. */
      person?: string;
    }
  // CHUM (§4.3, §6); request numbers are per sender, so (dir, id) names a request
  | { kind: 'chum-start' }
  | { kind: 'rpc-request'; id: number; serviceId: number; service: string; hash?: string }
  /** Any answer. `final`: data, error, stream-end, stream-error. `asked` is the seq of the request, where it was seen. */
  | { kind: 'rpc-answer'; id: number; serviceId?: number; asked?: number; ms?: number; final: boolean; bytes: number }
  | { kind: 'rpc-error'; id: number; name?: string; code?: string; message?: string }
  | { kind: 'protocol-version'; version: number }
  | {
      kind: 'roots';
      id: number;
      count: number;
      unversioned: number;
      versioned: number;
      versionNodes: number;
      ids: number;
    }
  | { kind: 'children'; id: number; count: number }
  /** A microdata object that arrived; `verified` only where the asked hash is known and was compared. */
  | { kind: 'object'; type: string; hash: string; bytes: number; idObject?: true; verified?: boolean }
  | { kind: 'blob'; id: number; bytes: number }
  // debug (§4.2)
  | { kind: 'debug'; message: 'start' | 'objects' | 'request' | 'data'; protocol?: string; count?: number }
  // over GATT (§11): `name` is that of the message
  | { kind: 'gatt'; name: string; count?: number; success?: boolean }
  // other dialects
  | { kind: 'seed'; type: string; success?: boolean; count?: number }
  | { kind: 'refinio-api'; handler?: string; type?: string; success?: boolean }
  /** Text on a connection that is no message of any known dialect. */
  | { kind: 'foreign-text'; why: 'not-json' | 'no-discriminator' | 'unknown-discriminator'; value?: string };

export type FactKind = Fact['kind'];
