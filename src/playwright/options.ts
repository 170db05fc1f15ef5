/** What of the recording is attached, and when. */
export interface OneTraceOptions {
  /** When a recording is attached to the test; on failure by default. */
  attach?: 'on-failure' | 'always' | 'never';
  /**
   * What leaves of it (see the README, "What leaves"): only sizes, times and names by default. `none` is everything, as it was captured:
   * reports of CI are often public.
   */
  level?: 'shapes' | 'fields' | 'none';
  /** Session keys are found in the page, so that what was encrypted has names and findings; they are not attached. On by default. */
  decrypt?: boolean;
  /** Session keys are attached as well; only with level `none`. */
  includeKeys?: boolean;
}

/** A recording of the ONE traffic of a browser context, as it goes on. */
export interface OneTrace {
  /** Writes a mark into the recording, to be found again there; at most 1000 characters. */
  mark(text: string): void;
  /** The recording so far, as the bytes of a `.onetrace` file. */
  recording(options?: Pick<OneTraceOptions, 'level' | 'includeKeys'>): Promise<Uint8Array>;
  /** The recording so far as a Markdown report: what happened, why, and what to do. */
  report(options?: Pick<OneTraceOptions, 'level'>): Promise<string>;
  /** What failed in the recording so far: codes of findings of severity `error`. */
  errors(): Promise<string[]>;
}
