export interface CharacteristicModel {
  readonly uuid: string;
  readonly properties: { read?: true; write?: true; writeWithoutResponse?: true; notify?: true };
  /** ATT error codes are the numbers above 0. */
  read?(): Uint8Array | number;
  write?(value: Uint8Array): number;
}

export interface ServiceModel {
  readonly uuid: string;
  readonly characteristics: readonly CharacteristicModel[];
}

/** What a device offers over GATT and how it answers. */
export interface PeripheralModel {
  readonly address: string;
  readonly name: string;
  /** Services that it advertises. */
  readonly advertised: readonly string[];
  readonly services: readonly ServiceModel[];
}
