import type { Engine } from '../engine.ts';
import type { OnDisk } from './recordings.ts';

/** A page of the extension, with its rights. */
export interface ExtensionPage {
  /** Uses nothing from around it but its arguments. */
  run<R>(work: () => R | Promise<R>): Promise<R>;
  close(): Promise<void>;
}

/** A browser that things happen to. */
export interface Subject {
  browser: 'chromium' | 'firefox';
  engine: Engine;
  extensionPage(): Promise<ExtensionPage>;
  /** What the extension has on disk now. */
  disk(): Promise<OnDisk[]>;
  /** The extension is replaced under its open pages; with a version, by a newer one. */
  reloadExtension(version?: string): Promise<void>;
  disableExtension(): Promise<void>;
  enableExtension(): Promise<void>;
  /** Leaves the extension no room on the disk; where it is limited. @returns what gives the room back */
  fillDisk(): Promise<() => Promise<void>>;
  /** Overwrites the extension's database in the profile, while no browser has it. @returns how many files that were */
  damageDatabase(profile: string): Promise<number>;
  /** SIGKILL, and the same profile again: from here on `engine` is that of the new browser. */
  killAndRestart(between?: (profile: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
