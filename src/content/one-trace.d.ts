/**
 * What ONE Trace offers to apps: `globalThis.__ONE_TRACE__?.attach(connection)`. The global is there only in pages that the user lets
 * ONE Trace capture; it cannot be replaced and is not enumerable. `mark`, `stats` and `report`, and the two functions of the seed
 * document, are there where the user has switched on the page API in the settings of the ONE panel.
 */
export interface OneTrace {
  /**
   * Hands over a ONE.models `Connection`, so that its plugin chain and session key are recorded with its traffic. Never throws.
   * A ConnectionsModel, or the ConnectionRouteManager below it, is taken as well: then the library's table of routes is recorded whenever it
   * has changed.
   * @returns whether it was recognised: an object that holds its plugins in an array that begins with the one named `websocket`, or one that
   * holds the table of routes
   */
  readonly attach: (connection: object) => boolean;
  /**
   * Writes a mark into the recording, to be found again there; at most 1000 characters. Never throws.
   * @returns whether it was taken
   */
  readonly mark?: (text: string) => boolean;
  /** The figures of this page now; a message sent just before is counted. */
  readonly stats?: () => OneTraceStats;
  /** The same as text, with the errors. */
  readonly report?: () => OneTraceReport;
}

/** One connection that speaks ONE, or has not said anything yet. Only connections made since the document began are known. */
export interface OneTraceConnection {
  /** Unique in this page. */
  readonly id: string;
  /** `Connection.id` of the library; null where its Connection has not been attached. */
  readonly internalId: number | null;
  readonly connectionId: string;
  /** Without credentials, fragment and query values. */
  readonly url: string;
  readonly state: 'CONNECTING' | 'CONNECTED' | 'CLOSED' | 'FAILED';
  /**
   * The life cycle. Without the session key an encrypted connection stays ENCRYPTED; while the ONE panel is open on the tab, what it
   * has decoded is told here, and `asOf` says when it was so.
   */
  readonly currentState: string | null;
  /** Epoch milliseconds; absent where the page itself knows the state. */
  readonly asOf?: number;
  /** Epoch milliseconds, as of `Date.now()`. */
  readonly startTime: number;
  /** ISO 8601, the same moment. */
  readonly createdAt: string;
  readonly messagesReceived: number;
  readonly messagesSent: number;
  readonly messageCount: number;
  /** Payload bytes; of text its UTF-8. */
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** Names, outermost first; empty where the Connection is not known. */
  readonly plugins: readonly string[];
}

export interface OneTraceError {
  readonly type: string;
  readonly error: string;
  readonly severity: 'warning' | 'error';
  /** ISO 8601. */
  readonly timestamp: string;
}

export interface OneTraceStats {
  readonly global: {
    readonly totalErrors: number;
    readonly totalMessages: number;
    /** Megabits per second since the first connection, both directions. */
    readonly throughputMbps: number;
    /** Milliseconds from a question of this page to its answer, mean; 0 where none was measured. */
    readonly averageLatency: number;
    readonly activeConnections: number;
  };
  readonly activeConnections: readonly OneTraceConnection[];
  readonly connections: readonly OneTraceConnection[];
  /** Newest first, at most 50. */
  readonly recentErrors: readonly OneTraceError[];
  readonly totalConnections: number;
}

/** A String object: prints as the report, and has the errors as a member. */
export type OneTraceReport = string & { readonly recentErrors: readonly OneTraceError[] };

declare global {
  var __ONE_TRACE__: OneTrace | undefined;
  /** Call as `globalThis.getConnectionInstrumentationStats?.()`: it is there only where the user allowed it. */
  var getConnectionInstrumentationStats: (() => OneTraceStats) | undefined;
  var getConnectionInstrumentationReport: (() => OneTraceReport) | undefined;
}
