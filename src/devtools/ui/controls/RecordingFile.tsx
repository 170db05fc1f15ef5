import type { RefObject } from 'preact';

interface RecordingFileProps {
  /** Whoever opens the browser's dialog clicks it. */
  input: RefObject<HTMLInputElement | null>;
  label: string;
  onFile(file: File): void;
}

/** The browser's own dialog for a file with a recording. */
export function RecordingFile({ input, label, onFile }: RecordingFileProps) {
  return (
    <input
      ref={input}
      type="file"
      accept=".onetrace,.jsonl,.ndjson"
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        const [chosen] = currentTarget.files ?? [];
        if (chosen) onFile(chosen);
        // The same file can be chosen again.
        currentTarget.value = '';
      }}
    />
  );
}
