import { ENGINES, MOMENTS, REALMS, TRANSPORTS, type Realm } from './cells.ts';

const TITLES = { websocket: 'WebSocket', webrtc: 'WebRTC', bluetooth: 'Bluetooth' };
const BROWSERS = { chromium: 'Chromium', firefox: 'Firefox' };

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function row({ name, cells }: Pick<Realm, 'name' | 'cells'>, proof: readonly string[]): string {
  const outcomes = ENGINES.flatMap((engine) => TRANSPORTS.map((transport) => cells[engine][transport]));
  return line([name, ...outcomes, proof.map((file) => `\`${file}\``).join(', ')]);
}

/** The matrix as it stands in docs/coverage.md. */
export function coverageTable(): string {
  const columns = ENGINES.flatMap((engine) => TRANSPORTS.map((each) => `${BROWSERS[engine]} ${TITLES[each]}`));
  return [
    line(['realm', ...columns, 'proof, below `tests/e2e`']),
    `|${'---|'.repeat(columns.length + 2)}`,
    ...REALMS.map((realm) => row(realm, ['specs/matrix.spec.ts'])),
    ...MOMENTS.map((moment) => row(moment, moment.proof)),
  ].join('\n');
}
