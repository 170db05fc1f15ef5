import type { Dissection } from '../dissect/dissection.ts';
import type { TextTerm } from '../filter/compile.ts';
import type { RouteTable } from '../plugins/route-table.ts';
import type { ChainView } from '../plugins/chain-view.ts';
import type { ConnectionReport, Finding, InviteReport, RegistrationStep, SecurityEvent } from '../report/report.ts';
import type { RedactionLevel } from '../redact/level.ts';
import type { Collector } from '../report/collector.ts';
import type { PreviewSample } from '../report/export-preview.ts';
import type { ExporterId } from '../report/exporters/exporter.ts';
import type { Receipt } from '../report/send-otlp.ts';
import type { SealErrorCode } from '../seal/seal-error.ts';
import type { Opener } from '../seal/unseal.ts';
import type { SealFor } from '../seal/header-write.ts';
import type { StatsQuery, StatsView } from '../stats/stats-view.ts';
import type { SyncBatch } from '../sync/sync-batch.ts';
import type { Dir, KeyRecord, PageRecord, PayloadType, TraceHeader, TraceRecord } from '../trace/records.ts';
import type { RowBatch } from './row-columns.ts';

/** Name of a decode worker that keeps what it opens in memory and leaves nothing in the browser. */
export const IN_MEMORY = 'decode-in-memory';

/** Where a recording is read from. A file becomes a recording of its own first. */
export type RecordingOrigin =
  { kind: 'recording'; id: number } | { kind: 'file'; file: Blob; name: string; salvage: boolean; opener?: Opener };

/** What leaves with an export. Keys are a choice of their own (ARCHITECTURE §4). */
export interface ExportChoice {
  format: ExporterId;
  level: RedactionLevel;
  keys: boolean;
  note?: string;
  /** Whom the file is sealed for; absent for an open one. */
  seal?: SealFor;
}

/** What is sent to a team's collector; never everything. */
export interface SendChoice {
  level: Exclude<RedactionLevel, 'none'>;
  collector: Collector;
}

/** How far an export is: records read, over all passes, and bytes written or spans sent. */
export interface ExportProgress {
  records: number;
  bytes: number;
  spans?: number;
}

/**
 * Panel → decode worker. `run` names one opening of a source: answers to an older one are thrown away. `only`: rows are not wanted, and nothing
 * is held for them; report, statistics and exports are.
 */
export type DecoderCommand =
  | { type: 'open'; run: number; origin: RecordingOrigin; only?: 'report' }
  /** The recording may have grown; `isLive`: with the page, so that silence tells something as well. */
  | { type: 'grown'; isLive: boolean }
  /** Session keys that are not in the store; joined with their records by connection and time. */
  | { type: 'keys'; keys: KeyRecord[] }
  /** The text terms that hits are wanted for from now on; replaces the ones before. */
  | { type: 'search'; search: number; terms: TextTerm[] }
  /** What is to be told with the reports from now on; replaces what was asked before. */
  | { type: 'watch'; watch: Watch }
  | { type: 'detail'; id: number; row: number }
  | { type: 'export'; id: number; choice: ExportChoice }
  | { type: 'send'; id: number; choice: SendChoice }
  /** Stops an export, or sending. */
  | { type: 'stop-export'; id: number }
  | { type: 'preview'; id: number; level: RedactionLevel; keys: boolean }
  | { type: 'close' };

/** Decode worker → panel. */
export type DecoderEvent =
  | { type: 'opened'; run: number; recording?: number; uid?: string; header?: TraceHeader }
  /** What was sent for this run is void: it is decoded anew (a key came late). Rows keep their numbers. */
  | { type: 'again'; run: number }
  | { type: 'batch'; run: number; batch: RowBatch }
  | { type: 'report'; run: number; report: TraceReport }
  /** Requests of CHUM and their answers; the rows that they point at came before. */
  | { type: 'sync'; run: number; batch: SyncBatch }
  | { type: 'stats'; run: number; stats: StatsView }
  | { type: 'chains'; run: number; chains: ChainView[] }
  /** `share`: how much of a file was read, 0 to 1, where more of it is to come. */
  | { type: 'progress'; run: number; rows: number; bytes: number; pending: boolean; share?: number }
  /** A file that was being read is not wanted any more: what was stored of it is gone. */
  | { type: 'stopped' }
  /** Bits (row % 8) of the rows `from` … `from + count` that match the n-th term. */
  | { type: 'hits'; search: number; term: number; from: number; count: number; bits: Uint8Array }
  | { type: 'detail'; id: number; detail: RowDetail | undefined }
  | { type: 'exported'; id: number; file: Blob; name: string }
  | { type: 'sent'; id: number; receipt: Receipt }
  | { type: 'exporting'; id: number; progress: ExportProgress }
  | { type: 'previewed'; id: number; samples: PreviewSample[] }
  | { type: 'failed'; run: number; trouble: Trouble }
  | { type: 'export-failed'; id: number; trouble: Trouble };

/** Figures that are computed for whoever looks at them. */
export interface Watch {
  stats?: StatsQuery;
  /** Statistics are told at most this often. */
  statsMs: number;
  /** Connections whose plugin chains are wanted. */
  chains: readonly string[];
}

/** One clear line; `lines` says how much could be salvaged, where salvage is possible. */
export interface Trouble {
  message: string;
  lines?: number;
  /** The file is sealed, and this hinders opening it. */
  seal?: SealErrorCode;
}

export interface TraceReport {
  connections: ConnectionReport[];
  findings: Finding[];
  invites: InviteReport[];
  registration: RegistrationStep[];
  security: SecurityEvent[];
  /** Only where the app handed the library's table of routes over. */
  routes?: RouteTable[];
  pages: PageRecord[];
}

/** Everything about one row, made on demand: its record again, without payload, and what decoding made of it. */
export type RowDetail =
  | {
      kind: 'frame';
      row: number;
      conn: string;
      t: number;
      dir: Dir;
      type: PayloadType;
      size: number;
      truncated: boolean;
      wire: Uint8Array | undefined;
      dissection: Dissection;
      /** The whole content is masked: a piece of a message that holds a secret. */
      masked: boolean;
    }
  | { kind: 'record'; row: number; record: Exclude<TraceRecord, { kind: 'frame' }> };
