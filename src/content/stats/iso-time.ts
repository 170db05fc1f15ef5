import { method } from '../../core/trace/captured.ts';

const NativeDate = Date;
const toIso = method(Date.prototype, 'toISOString');

export const isoTime = (t: number): string => toIso(new NativeDate(t));
