/** What travels into a browser and back. */
export type Plain = null | undefined | boolean | number | string | Plain[] | { [key: string]: Plain };

/** Runs a function of ours in the browser: its text goes over, so it may use nothing from around it but its argument. */
export type Run = <A extends Plain, R>(run: (arg: A) => R, arg: A) => Promise<Awaited<R>>;

/** A browser that is measured, with one page in front. Nothing listens in on its network, as a test's driver would. */
export interface BenchBrowser {
  goto(url: string): Promise<void>;
  inPage: Run;
  /** In a page of ONE Trace, in a window of its own; fails where the browser was started bare. */
  inExtension: Run;
  /** The processes that hold pages of the web, not those of extensions. */
  pageProcesses(): Promise<number[]>;
  /** All processes of the browser. */
  processes(): Promise<number[]>;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Folder of the unpacked ONE Trace; bare where it is left out. */
  extension?: string;
  /** Folder of the probe (probe.ts), which measures the parts alone. */
  probe?: string;
}
