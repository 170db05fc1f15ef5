/**
 * What ONE Trace offers to apps: `globalThis.__ONE_TRACE__?.attach(connection)`. The global is there only in pages that the user lets
 * ONE Trace capture; it cannot be replaced and is not enumerable.
 */
export interface OneTrace {
  /**
   * Hands over a ONE.models `Connection`, so that its plugin chain and session key are recorded with its traffic. Never throws.
   * @returns whether it was recognised: an object that holds its plugins in an array that begins with the one named `websocket`
   */
  readonly attach: (connection: object) => boolean;
}

declare global {
  var __ONE_TRACE__: OneTrace | undefined;
}
