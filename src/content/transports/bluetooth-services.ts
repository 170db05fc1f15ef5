/** Whose a service is: ONE's, somebody else's, or one of a number that others use too and that only its parts tell apart. */
export type Owner = 'one' | 'unclear' | 'other';

/** PROTOCOL §11.1 and §11.2. Wi-Fi provisioning is under ffe0, as are many serial cables, which have no characteristic ffe5. */
export function ownerOf(service: string | undefined): Owner {
  switch (service) {
    case '4fafc201-1fb5-459e-8fcc-c5c9c331914b':
    case '4fafc202-1fb5-459e-8fcc-c5c9c331914b':
    case '58ef0ba0-b0f7-11eb-8529-0242ac130003':
      return 'one';
    case '0000ffe0-0000-1000-8000-00805f9b34fb':
      return 'unclear';
    default:
      return 'other';
  }
}

/** Whether a characteristic says that an unclear service is ONE's. */
export const isTelling = (characteristic: string | undefined): boolean =>
  characteristic === '0000ffe5-0000-1000-8000-00805f9b34fb';
