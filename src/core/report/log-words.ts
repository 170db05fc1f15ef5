import { gapWords, readGap } from '../gaps/gap.ts';
import { countLosses } from '../trace/loss-count.ts';
import type { Transport } from '../trace/records.ts';
import { lossWords } from './loss-words.ts';

export type LogSource = 'capture' | 'decoder' | 'sockets' | 'messages' | 'findings' | 'security' | 'console';
export type LogLevel = 'plain' | 'warning' | 'error';

/** Something that the log has a line for. Texts are those of the wire and of the records; secrets never get here. */
export type LogEntry =
  | { kind: 'created' | 'connected' | 'closing'; transport: Transport; url: string; detail?: string }
  | { kind: 'closed'; transport: Transport; url: string; code: number; reason: string; level: LogLevel }
  | { kind: 'message'; transport: Transport; out: boolean; name: string; summary: string; phase: string }
  | { kind: 'problem'; name: string; summary: string }
  | { kind: 'transport-error'; message: string }
  | { kind: 'state' | 'plugin' | 'page' | 'key'; name: string; summary: string }
  | { kind: 'call'; name: string; summary: string }
  | { kind: 'lost'; count: number; why: string }
  | { kind: 'note'; type: string; text: string }
  | { kind: 'security'; area: string; severity: 'info' | 'warning'; title: string }
  | { kind: 'finding'; code: string; severity: 'info' | 'warning' | 'error'; title: string };

/** A line of the log. `mark` is the seed document's emoji for it, which only a copy carries. */
export interface LogLine {
  source: LogSource;
  level: LogLevel;
  text: string;
  mark: string;
}

const NOUNS: Record<Transport, string> = {
  websocket: 'WebSocket',
  webrtc: 'WebRTC channel',
  bluetooth: 'Bluetooth connection',
};

/** One line in the wording of the seed document's logs. */
export function logLine(entry: LogEntry): LogLine {
  switch (entry.kind) {
    case 'created':
      return plain('sockets', '🌐', `${NOUNS[entry.transport]} created: ${joined(entry.url, entry.detail)}`);
    case 'connected':
      return plain('sockets', '✅', `${NOUNS[entry.transport]} connected: ${entry.url}`);
    case 'closing':
      return plain('sockets', '❌', `${NOUNS[entry.transport]} closing: ${joined(entry.url, entry.detail)}`);
    case 'closed': {
      const text = `${NOUNS[entry.transport]} closed: ${joined(entry.url, String(entry.code), entry.reason)}`;
      return { ...plain('sockets', '❌', text), level: entry.level };
    }
    case 'message': {
      const verb = entry.out ? 'sent' : 'received';
      const what = joined(entry.name, entry.summary, entry.phase === '' ? '' : `(${entry.phase})`);
      return plain('messages', entry.out ? '📤' : '📨', `${NOUNS[entry.transport]} message ${verb}: ${what}`);
    }
    case 'problem':
      return { ...plain('decoder', '⚠️', `Not understood: ${joined(entry.name, entry.summary)}`), level: 'error' };
    case 'transport-error':
      return { ...plain('sockets', '❌', `Connection error: ${entry.message}`), level: 'error' };
    case 'call':
      return plain('sockets', '🔌', `Called: ${joined(entry.name.replace(/^call /, ''), entry.summary)}`);
    case 'state':
      return plain('sockets', '🔌', `Transport state: ${joined(entry.name, entry.summary)}`);
    case 'plugin':
      return plain('sockets', '🔌', joined(`${entry.name}:`, entry.summary));
    case 'key':
      return plain('decoder', '🔑', `Session key known: ${entry.summary}`);
    case 'page':
      return plain('capture', '🔄', `Page loaded: ${entry.summary}`);
    case 'lost':
      return { ...plain('capture', '⚠️', `${lossWords(countLosses([entry]))}: ${entry.why}`), level: 'warning' };
    case 'note':
      return noteLine(entry.type, entry.text);
    case 'security': {
      const level = entry.severity === 'info' ? 'plain' : 'warning';
      return { ...plain('security', '🔐', `${entry.area}: ${entry.title}`), level };
    }
    case 'finding': {
      const text = `${entry.code}: ${entry.title}`;
      const mark = entry.severity === 'info' ? 'ℹ️' : '⚠️';
      return { ...plain('findings', mark, text), level: entry.severity === 'info' ? 'plain' : entry.severity };
    }
  }
}

function noteLine(type: string, text: string): LogLine {
  switch (type) {
    case 'navigation':
      return plain('capture', '🔄', navigationWords(text));
    case 'console':
      return {
        ...plain('console', '💬', text),
        level: /^(?:uncaught|unhandled rejection|console\.error): /.test(text) ? 'error' : 'plain',
      };
    case 'mark':
      return plain('capture', '📌', `Mark: ${text}`);
    case 'invite':
      return plain('capture', '📥', 'Invite seen');
    case 'gap':
      return { ...plain('capture', '⚠️', gapLine(text)), level: 'warning' };
    default:
      return plain('capture', '📝', type === 'note' || type === '' ? text : `${type}: ${text}`);
  }
}

function gapLine(text: string): string {
  const gap = readGap(text);
  return gap ? `Not seen: ${joined(gap.realm, gap.url)}. ${gapWords(gap.reason).why}` : `Not seen: ${text}`;
}

/** The note says how and where to, `push https://host/register/3`, or tells of a leaving page in words. */
function navigationWords(text: string): string {
  const to = /^\w+ \w+:\/\/[^/\s]*(\S*)$/.exec(text);
  return to ? `Navigation to: ${to[1] || '/'}` : `Navigation: ${text}`;
}

const plain = (source: LogSource, mark: string, text: string): LogLine => ({ source, level: 'plain', text, mark });

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ');

/** The lines as they are copied: with the document's emoji, and the connection in brackets where there are several. */
export function copiedLog(lines: readonly (LogLine & { conn: string })[]): string {
  const conns = new Set(lines.map(({ conn }) => conn).filter((conn) => conn !== ''));
  return lines
    .map(({ mark, text, conn }) => `${conns.size > 1 && conn !== '' ? `[${conn}] ` : ''}${mark} ${text}`)
    .join('\n');
}
