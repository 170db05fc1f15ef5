import { cleanUrl } from '../trace/clean-url.ts';
import { GENERATOR } from '../trace/archive/header.ts';
import { parseBoundedJson } from '../trace/bounded-json.ts';
import type { RawRecord } from '../trace/page-reader.ts';
import type { PageWriter } from '../trace/page-writer.ts';
import type { Extra, KeyRecord, RecordKind, Transport } from '../trace/records.ts';
import { checkJsonPart } from '../trace/validate-record.ts';

/** What a batch's records are told by, and tell, the transaction that commits them. */
export interface IntakeContext {
  /** Name of the realm's page record. */
  page: string;
  /** Page record name of the tab's top document. */
  top: string | undefined;
  /** The connection's number in the recording; undefined where the realm has had too many. */
  number(local: number): number | undefined;
  name(local: number): string;
  /** @returns the connection's name */
  opened(local: number, t: number, members: Extra): string;
  closed(local: number): void;
  paged(t: number, members: Extra, isTop: boolean): void;
  key(record: KeyRecord): void;
}

const PREFIX: Record<Transport, string> = { websocket: 'ws', webrtc: 'rtc', bluetooth: 'ble' };
export const connName = (transport: Transport, number: number): string => `${PREFIX[transport]}${number}`;

/** Without a connection these mean nothing; `foreign` records are not for pages to send. */
const NEED_CONN = new Set<RecordKind>(['open', 'state', 'frame', 'call', 'close', 'plugin', 'key']);
const MAX_JSON = 4_194_304;
/** The last instant that a Date can express. */
const LATEST = 8.64e15;

const decoder = new TextDecoder();

function isPlausible(raw: RawRecord): boolean {
  if (raw.kind === 'foreign' || raw.json.length > MAX_JSON) return false;
  if (!(raw.t >= 0 && raw.t <= LATEST)) return false;
  if (raw.conn === 0 && NEED_CONN.has(raw.kind)) return false;
  return raw.kind !== 'frame' || (Number.isSafeInteger(raw.size) && raw.size >= 0);
}

function membersOf(raw: RawRecord): Extra | undefined {
  if (raw.json.length === 0) return raw.kind === 'frame' ? {} : undefined;
  try {
    const checked = checkJsonPart(raw.kind, parseBoundedJson(decoder.decode(raw.json)));
    if (!checked.ok) return undefined;
    // Names of connections are the recording's to give: one that a page chose could take another's place.
    delete checked.value['conn'];
    return checked.value;
  } catch {
    return undefined;
  }
}

/**
 * Takes one record of a batch into the page that goes to disk: checked, connection renumbered, named by the recording, address
 * cleaned, session key blanked.
 * @returns whether it was taken; a record that is not what it should be is not
 */
export function takeRecord(raw: RawRecord, into: PageWriter, context: IntakeContext): boolean {
  if (!isPlausible(raw)) return false;
  const members = membersOf(raw);
  if (members === undefined) return false;
  const conn = raw.conn === 0 ? 0 : context.number(raw.conn);
  if (conn === undefined) return false;
  if (raw.kind === 'frame') {
    const { seq, t, dir, type, size, truncated } = raw;
    const json = raw.json.length === 0 ? '' : JSON.stringify(members);
    into.frame({ conn, seq, t, dir, type, size, truncated, json }, raw.payload);
    return true;
  }
  into.record(raw.kind, conn, raw.t, JSON.stringify(settle(raw, members, context)));
  return true;
}

const addressOf = (members: Extra): string => cleanUrl(members['url'] as string);

/** What the recording knows better than the page does. */
function settle(raw: RawRecord, members: Extra, context: IntakeContext): Extra {
  switch (raw.kind) {
    case 'page': {
      const { parent: claimed, ...rest } = members;
      const parent = claimed !== undefined && context.top !== undefined ? { parent: context.top } : {};
      const page = { ...rest, page: context.page, url: addressOf(members), ...parent, recorder: GENERATOR };
      context.paged(raw.t, page, claimed === undefined);
      return page;
    }
    case 'open': {
      const open = { ...members, page: context.page, url: addressOf(members) };
      return { conn: context.opened(raw.conn, raw.t, open), ...open };
    }
    case 'sample':
      return raw.conn === 0 ? { ...members, page: context.page } : members;
    case 'note':
      // Which page was hidden, frozen or offline decides which of its connections that explains.
      return { ...members, extra: { ...(members['extra'] as Extra | undefined), page: context.page } };
    case 'close':
      context.closed(raw.conn);
      return members;
    case 'key': {
      const key = {
        ...(members as unknown as KeyRecord),
        kind: 'key' as const,
        conn: context.name(raw.conn),
        t: raw.t,
      };
      context.key(key);
      return { ...members, key: '0'.repeat(key.key.length) };
    }
    default:
      return members;
  }
}
