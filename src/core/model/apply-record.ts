import type { CallRecord, CloseRecord, ErrorRecord, OpenRecord, PluginRecord, StateRecord } from '../trace/records.ts';
import type { ConnectionState } from './connection-state.ts';
import { hostOf } from './host.ts';
import { enter } from './life-cycle.ts';
import { recordProof } from './proof.ts';

const MAX_ERRORS = 16;
const MAX_PLUGINS = 64;

/** `disconnect` is GATT's word for it. */
const ENDING: ReadonlySet<string> = new Set(['close', 'terminate', 'disconnect']);

export type LifeRecord = OpenRecord | StateRecord | CallRecord | CloseRecord | ErrorRecord | PluginRecord;

/** Takes everything about a connection that is not a frame into its state. */
export function applyRecord(state: ConnectionState, record: LifeRecord): void {
  const proof = recordProof(record);
  switch (record.kind) {
    case 'open':
      state.page = record.page;
      state.url = record.url;
      state.host = hostOf(record.url);
      state.transport = record.transport;
      state.opened = proof;
      state.late = record.late === true;
      state.isFromLog = record.via === 'har';
      if (state.late || state.up) return;
      enter(state, 'INITIALIZING', proof);
      enter(state, 'CONNECTING', proof);
      return;
    case 'state':
      applyTransportState(state, record);
      return;
    case 'call':
      if (!ENDING.has(record.method)) return;
      // The library's own close comes before that of the socket, which has code and reason.
      if (state.localClose?.code !== undefined || state.close) return;
      state.localClose = {
        ...(state.localClose ?? { ...proof, method: record.method }),
        ...(record.code === undefined ? {} : { code: record.code }),
        ...(record.reason === undefined ? {} : { reason: record.reason }),
      };
      enter(state, 'CLOSING', proof);
      return;
    case 'close':
      state.close ??= { ...proof, code: record.code, reason: record.reason, clean: record.clean };
      return;
    case 'error':
      if (state.errors.length < MAX_ERRORS) state.errors.push({ ...proof, message: record.message });
      return;
    case 'plugin':
      if (record.order.length > 0 || record.event !== 'event') state.plugins = record.order.slice(0, MAX_PLUGINS);
      if (record.connectionId !== undefined) state.libraryId = record.connectionId;
      return;
  }
}

/** `open` and `closing` are the same on every transport; ICE and GATT states say more than the life cycle knows. */
function applyTransportState(state: ConnectionState, record: StateRecord): void {
  const proof = recordProof(record);
  if (record.state === 'open') {
    if (state.up) return;
    state.up = proof;
    enter(state, 'CONNECTED', proof);
  } else if (record.state === 'closing') {
    enter(state, 'CLOSING', proof);
  } else if (record.state === 'candidate-pair') {
    state.relayed = /\brelay\b/.test(record.detail ?? '');
  }
}
