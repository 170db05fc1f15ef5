/** What a peer does wrong on demand. Mutable: a scenario switches them while the peer runs. */
export interface PeerFaults {
  /** acceptor denies every target key */
  refuseTarget?: boolean;
  /** acceptor swallows the communication_request */
  withholdReady?: boolean;
  /** acceptor swallows the initiator's key frame */
  withholdKeyFrame?: boolean;
  /** milliseconds before the acceptor answers with its key frame */
  delayKeyFrame?: number;
  /** own key frame is sealed with a key nobody knows */
  strangeKeyFrame?: boolean;
  /** stops for good before this step of §3.1 */
  stallIdentity?: 'person' | 'keys' | 'challenge' | 'instance';
  /** echoes the person challenge instead of inverting it */
  wrongPersonProof?: boolean;
  /** keys_object names another person */
  foreignKeysObject?: boolean;
  /** inviter takes the token and then says nothing more */
  withholdIdentity?: boolean;
  swallowPings?: boolean;
  /** denies the first chum of everybody it has just paired with (§4.1) */
  refuseFirstChum?: boolean;
  /** §4.3: the peer's request 0 is lost, or meets an empty service table */
  startRace?: 'lost' | 'unknown-service';
  chumVersion?: number;
  /** §6.6 */
  blobAsArrayBuffer?: boolean;
  /** streams end with stream-error */
  brokenStreams?: boolean;
  /** never answers this service */
  muteService?: number;
}
