/** What the commands touch of the outside world: tests put their own in its place. */
export interface Io {
  /** Resolves when the reader of the output can take more. @throws OutputGone where nobody reads any longer */
  write(content: string | Uint8Array): Promise<void>;
  /** One line on standard error. */
  complain(line: string): void;
  /** @throws UnusableInput where the file cannot be opened */
  open(path: string): Promise<InputFile>;
  /** Begins a file, in place of one that is there. @throws UnusableInput where none can be made */
  create(path: string): Promise<OutputFile>;
  /** Says how far it is, where somebody watches. */
  progress?(words: string): void;
  /** Makes a file that only its owner may read. @throws UnusableInput where there is one already, or none can be made */
  createSecret(path: string, text: string): Promise<void>;
  /** Width of the terminal, where the output is one. */
  columns?: number;
}

/** A file in the making: nobody sees it before it is kept. */
export interface OutputFile {
  write(bytes: Uint8Array): Promise<void>;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** A file that can be read from its start more than once; what comes from a pipe is kept aside for that. */
export interface InputFile {
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Ends the command with exit status 2 and its message as the one line on standard error. */
export class UnusableInput extends Error {}

/** The reader of the output went away (`| head`): nothing is wrong, there is just no one to write for. */
export class OutputGone extends Error {}
