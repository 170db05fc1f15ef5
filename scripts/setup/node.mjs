import { giveUp } from './say.mjs';

/** What Vite 8 needs: 20.19, 22.12 or newer. Below, it dies with an import error that nobody understands. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  return major === 22 ? minor >= 12 : major > 22;
}

export function ensureNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  giveUp(
    `this is Node ${process.versions.node}; ONE Trace is built with 20.19, 22.12 or newer. Please install one of these.`,
  );
}
