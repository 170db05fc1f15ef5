/** Words of the protocol that may stand in a text or a name: none of them says anything about a person, a key or a secret. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Groups of routes that the library itself knows (PROTOCOL §3.1, §13). */
export const GROUPS = words('chum pairing debug chum_one_time accessGroup_set');

/** Discriminators and what the library calls its messages (PROTOCOL §1 to §6, §13). */
export const WORDS: ReadonlySet<string> = new Set([
  ...GROUPS,
  ...words(`register authentication_request authentication_response authentication_success ping pong comm_ping comm_pong
    connection_handover communication_request communication_ready connection_group sync person_id_object keys_object
    instance_id_object authentication_token identity synchronisation start_protocol person_information
    private_person_information encrypted_authentication_token person_object access_group_members success
    accessible_objects request_data data getAccessibleObjects getData command type keepalive string binary
    fragmentation_start_string fragmentation_start_binary fragmentation_end
    auth challenge response auth_success auth_failure auth_failed error pair_request pair_challenge pair_proof
    pair_success sync_request sync_data sync_ack sync_complete heartbeat heartbeat_ack`),
]);

/** Plugins of the library's Connection (PROTOCOL §5.2). */
export const PLUGINS = words(
  'websocket statistics encryption keepalive fragmentation promise ping pong network ChumPlugin',
);

/** Kinds of errors of the platform. */
export const ERROR_NAMES =
  words(`Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError
  AbortError DataError EncodingError InvalidAccessError InvalidStateError NetworkError NotAllowedError NotFoundError
  NotReadableError NotSupportedError OperationError QuotaExceededError SecurityError TimeoutError UnknownError`);

/** Codes of the library's own errors (PROTOCOL §6.4, §6.5). */
export const ERROR_CODES =
  words(`UNKNOWN-SERVICE CYENC-ENSPUB CYENC-SYMDEC CS-MISMATCH UTC-EHASH WSP-ESV WSP-ONCL0 WSP-ONCL1
  CES-GO1 CES-GO2 CES-GIDO1 CES-GIDO2 CES-GBL1 CES-GBL2 CES-GOC1 CES-GIDOC1 CES-GIDOC2
  CIEC-FO1 CIEC-FO2 CIEC-FO3 CIEC-FIDO1 CIEC-FIDO2 CIEC-FIDO3 CIEC-FBL1 CIEC-FBL2 CIEC-FOWT1 CIEC-FOWT2 CIEC-FIDOWT1
  CI-ACO CI-ACIDO`);

/** Types of objects that ONE's own packages define; an application's own say what it does. */
export const OBJECT_TYPES =
  words(`Person Instance Keys Profile Someone Leute Group Access IdAccess ChannelInfo ChannelEntry
  ChannelRegistry CreationTime ChatMessage ChatRequest Topic TopicAppRegistry TopicRegistry Signature License
  AffirmationCertificate RelationCertificate TrustKeysCertificate RightToDeclareTrustedKeysForEverybodyCertificate
  RightToDeclareTrustedKeysForSelfCertificate AccessVersionedObjectCertificate AccessUnversionedObjectCertificate
  VersionNodeEdge VersionNodeChange VersionNodeMerge OneInstanceEndpoint Email PhoneNumber PersonName PersonStatus
  PersonDescription PersonImage OrganisationName ProfileImage SignKey IoMRequest IoM Recipe Module Plan PlanResult
  CRDTMetaData DataOrigin BlobCollection BlobDescriptor`);

/** Methods of sockets, channels and of the library's Connection. */
export const METHODS =
  words(`close terminate send addPlugin removePlugin waitForOpen waitForMessage waitForStringMessage
  waitForBinaryMessage waitForJSONMessage waitForJSONMessageWithType connect disconnect readValue writeValue
  writeValueWithResponse writeValueWithoutResponse startNotifications stopNotifications requestDevice
  getPrimaryService getPrimaryServices getCharacteristic getCharacteristics getDescriptor getDescriptors`);

/** What a transport says of its own state: WebSocket and data channel, ICE, DTLS, GATT. */
export const STATES = words(`open opening connecting connected closing closed disconnected candidate-pair
  ${each('signaling', 'stable have-local-offer have-remote-offer have-local-pranswer have-remote-pranswer closed')}
  ${each('gathering', 'new gathering complete')}
  ${each('ice', 'new checking connected completed disconnected failed closed')}
  ${each('dtls', 'new connecting connected closed failed')}
  ${each('peer', 'new connecting connected disconnected failed closed')}
  ${each('gatt', 'connecting connected disconnecting disconnected failed')}
  discovered subscribed unsubscribed notifying`);

function each(layer: string, states: string): string {
  return states
    .split(' ')
    .map((state) => `${layer}-${state}`)
    .join(' ');
}

/** The layers of a data channel, as they stand in front of an error. */
export const TRANSPORT_LAYERS = words('signaling gathering ice dtls peer gatt');
