import { FIELDS, FLAGS, flagsOf, type FieldName } from './fields.ts';
import type { Match } from './filter-node.ts';

const BYTES: Record<string, number> = { b: 1, k: 1024, m: 1024 * 1024 };
const DURATIONS: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const NUMBER = /^(\d+(?:\.\d+)?)([a-z]*)$/i;

/** A number as typed: its value and how far it reaches (`19:56` is a whole minute). */
export interface Quantity {
  value: number;
  width: number;
  clock: boolean;
}

/** Reads a number in the unit of its field, undefined where it is none. Bytes, milliseconds, or plain. */
export function readQuantity(field: FieldName, text: string): Quantity | undefined {
  const { kind } = FIELDS[field];
  const clock = kind === 'time' ? CLOCK.exec(text) : null;
  if (clock) {
    const [, hours, minutes, seconds, fraction] = clock;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
    const ms = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0'));
    const value = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000 + ms;
    return { value, width: seconds === undefined ? 60_000 : fraction === undefined ? 1000 : 1, clock: true };
  }
  const number = NUMBER.exec(text);
  if (!number) return undefined;
  const unit = (number[2] ?? '').toLowerCase();
  const units = kind === 'bytes' ? BYTES : kind === 'count' ? {} : DURATIONS;
  const factor = unit === '' ? 1 : units[unit];
  return factor === undefined ? undefined : { value: Number(number[1]) * factor, width: 0, clock: false };
}

/** What a number field expects, in words. */
export function expectedNumber(field: FieldName): string {
  switch (FIELDS[field].kind) {
    case 'bytes':
      return 'a size such as 64k (units b, k, M)';
    case 'duration':
      return 'a duration such as 100ms (units us, ms, s, m)';
    case 'time':
      return 'a time such as 19:56:30, or a duration since the start such as 30s';
    default:
      return 'a number';
  }
}

export const isNumeric = (field: FieldName): boolean =>
  ['bytes', 'duration', 'time', 'count'].includes(FIELDS[field].kind);

/** Between two quantities, both included; a coarse time reaches to its end only on its own. */
export function between(from: Quantity, to: Quantity): Match {
  return { kind: 'number', from: from.value, to: to.value, fromOpen: false, toOpen: false, clock: from.clock };
}

export function exactly(quantity: Quantity): Match {
  const { value, width, clock } = quantity;
  return { kind: 'number', from: value, to: value + width, fromOpen: false, toOpen: width > 0, clock };
}

export function compared(operator: string, { value, clock }: Quantity): Match {
  const above = operator.startsWith('>');
  const open = operator.length === 1;
  return {
    kind: 'number',
    from: above ? value : -Infinity,
    to: above ? Infinity : value,
    fromOpen: above && open,
    toOpen: !above && open,
    clock,
  };
}

/** The words that `is:` and `has:` know. */
export function flagExpectation(field: 'is' | 'has'): string {
  return `one of ${flagsOf(field).join(', ')}`;
}

export const isFlag = (field: 'is' | 'has', word: string): boolean => Object.hasOwn(FLAGS[field], word);
