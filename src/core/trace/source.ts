/** A page of a recording as readers take it: see page-layout.ts. Numbers ascend and may have gaps where retention took pages. */
export interface TracePage {
  no: number;
  bytes: Uint8Array;
  /** Retention took frames out: addresses into the page that were taken before no longer hold. */
  thinned?: true;
}

/**
 * Where readers take a recording from: a live one that still grows and a file are the same to them.
 * A source delivers pages in order, each once; a reader that wants an old one again asks for it by number.
 */
export interface TraceSource {
  /** Pages with a number above `after`, ascending, up to the end as it is now. */
  pages(after: number, signal?: AbortSignal): AsyncIterable<TracePage>;
  /** One page again, undefined where it is gone. */
  page(no: number): Promise<TracePage | undefined>;
  /** Says that there may be more to read. Returns the undo. */
  listen(onGrown: () => void): () => void;
}
