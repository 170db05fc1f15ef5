/** A bare ArrayBuffer is legal only for the BLOB fault of §6.6. */
export type Payload = string | Uint8Array;

export type IncomingEvent =
  | { type: 'message'; data: Payload }
  | { type: 'opened' }
  | { type: 'closed'; reason: string; origin: 'local' | 'remote' };

export type OutgoingEvent =
  { type: 'message'; data: Payload | ArrayBuffer } | { type: 'close'; reason?: string; terminate: boolean };

export interface EventCreation {
  createIncomingEvent(event: IncomingEvent): void;
  /** sic, the library spells it so (§5.2) */
  createOutogingEvent(event: OutgoingEvent): void;
}

export interface ConnectionPlugin {
  readonly name: string;
  attached?(creation: EventCreation): void;
  detached?(): void;
  transformIncomingEvent(event: IncomingEvent): IncomingEvent | null;
  transformOutgoingEvent(event: OutgoingEvent): OutgoingEvent | null;
}
