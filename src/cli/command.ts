import type { Io } from './io.ts';
import type { Manual } from './manual.ts';

/** An option as the parser takes it and the manual explains it: there is no other list of either. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** What stands for its value in the manual: FILE. */
  value?: string;
  /** For the manual, one or two sentences. */
  text: string;
}

export type Options = { [name: string]: Option };

export interface Args {
  positionals: string[];
  /** As parsed; read them with `flag`, `option` and `list`. */
  values: { [name: string]: string | boolean | (string | boolean)[] | undefined };
}

/** One command of the command line: one file, one line in commands.ts. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` prints. */
  manual: Manual;
  /** Beside those of common-options.ts, which every command has. */
  options: Options;
  /** Names of the positional arguments, all of them required. */
  positionals: readonly string[];
  /** Names of those that may follow. */
  optional?: readonly string[];
  /**
   * @returns the exit status: 0 good, 1 the recording shows a failure
   * @throws UnusableInput for status 2
   */
  run(args: Args, io: Io): Promise<0 | 1>;
}

export const flag = (args: Args, name: string): boolean => args.values[name] === true;

export function option(args: Args, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function list(args: Args, name: string): string[] {
  const value = args.values[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
