/** One hop between two worlds. Every world speaks through this, so that relays and tests need nothing else. */
export interface Channel<Out, In> {
  post(message: Out, transfer?: Transferable[]): void;
  /** Returns the undo. */
  listen(handler: (message: In) => void): () => void;
}
