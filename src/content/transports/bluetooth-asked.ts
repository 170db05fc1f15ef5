import { getOwnPropertyDescriptor, isArray } from '../natives.ts';
import { numberOf, type BluetoothNatives } from './bluetooth-natives.ts';
import { ownerOf } from './bluetooth-services.ts';

const MOST = 32;

/**
 * The service of ONE's that a page names when it asks for a device, as far as its options can be read without running code of the page.
 * One that is surely ONE's goes before one that only may be.
 */
export function askedService(natives: BluetoothNatives, options: unknown): string | undefined {
  let unclear: string | undefined;

  function look(list: unknown): string | undefined {
    if (!isArray(list)) return undefined;
    for (let at = 0; at < list.length && at < MOST; at += 1) {
      const service = numberOf(natives, 'service', own(list, `${at}`));
      if (ownerOf(service) === 'one') return service;
      if (ownerOf(service) === 'unclear') unclear = service;
    }
    return undefined;
  }

  const filters = own(options, 'filters');
  if (isArray(filters)) {
    for (let at = 0; at < filters.length && at < MOST; at += 1) {
      const service = look(own(own(filters, `${at}`), 'services'));
      if (service !== undefined) return service;
    }
  }
  return look(own(options, 'optionalServices')) ?? unclear;
}

const own = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null ? getOwnPropertyDescriptor(object, key)?.value : undefined;
