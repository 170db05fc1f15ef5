import { giveUp } from './say.mjs';

/** Vite 8 needs these; below, it dies with an import error that nobody understands. */
const LEAST = [
  [20, 19],
  [22, 12],
];

export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const line = LEAST.find(([known]) => known === major);
  return line ? minor >= line[1] : major > 22;
}

export function ensureNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  giveUp(`this is Node ${process.versions.node}; ONE Trace is built with Node 20.19, 22.12 or newer. Please install one of these.`);
}
