/** How a worker of the page was started with a hook in it. */
export interface WorkerStart {
  /** The script that the page meant, absolute. */
  url: string;
  module: boolean;
  /** Begins what is said to the owner before and while the page's script is loaded; the page cannot know it. */
  token: string;
  /** Whether the user allows this site to be decrypted: the library's connections are looked for in the worker, too. */
  seeks: boolean;
  /** Text of the function that holds this code, for workers of this worker. */
  source: string;
  /** Called by the wrapper when the page's script has run. */
  begun: () => void;
}

/** `here`: the hook is in place, with its port. `begun`: the page's script ran. `missing`: it could not be loaded. */
export type WorkerWord = 'here' | 'begun' | 'missing';

export const wordOf = (token: string, word: WorkerWord): string => `${token} ${word}`;
