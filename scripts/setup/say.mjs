/** One line to the person who waits, on standard error: standard output belongs to results. */
export function say(line) {
  process.stderr.write(`one-trace: ${line}\n`);
}

/** Something that the person must mend, said in one sentence; whoever runs the setup shows it without a stack. */
export function giveUp(sentence) {
  throw Object.assign(new Error(sentence), { name: 'SetupError' });
}

export function sayWhy(error) {
  say(error?.name === 'SetupError' ? error.message : (error?.stack ?? String(error)));
}
