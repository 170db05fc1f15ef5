/** One line to the person who waits, on standard error: standard output belongs to results. */
export function say(line) {
  process.stderr.write(`one-trace: ${line}\n`);
}

/** Ends the process with one clear sentence. */
export function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}
