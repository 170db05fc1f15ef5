/** `line`: something on one line is wrong; `damaged`: the compression is; the others say what they mean. */
export type ArchiveErrorCode = 'empty' | 'not-a-trace' | 'newer' | 'truncated' | 'damaged' | 'line';

/** A recording that cannot be read. Its message is one line for a person and holds nothing of the file but numbers. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;
  /** Lines of the file that can be read, where that is known. */
  readonly lines: number | undefined;

  constructor(code: ArchiveErrorCode, message: string, lines?: number) {
    super(message);
    this.name = 'ArchiveError';
    this.code = code;
    this.lines = lines;
  }
}

/** The compressed stream ends too early, or its content is damaged. Thrown after everything that could be read was delivered. */
export class StreamError extends Error {
  readonly code: 'truncated' | 'damaged';

  constructor(code: 'truncated' | 'damaged') {
    super(`the compressed stream is ${code}`);
    this.code = code;
  }
}
