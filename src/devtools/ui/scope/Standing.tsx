import type { Outcome, Standing } from '../../state/outcome.ts';
import { Icon } from '../controls/Icon.tsx';
import type { IconName } from '../controls/icons.ts';

const GLYPHS: Record<Standing, IconName> = {
  active: 'full',
  handshake: 'half',
  listening: 'ring',
  closed: 'dash',
  failed: 'cross',
  refused: 'triangle',
  'page-gone': 'struck',
};

export const toneClass = (tone: Outcome['tone'], plain = 'second'): string => (tone === 'plain' ? plain : tone);

/** The glyph of how a connection stands: shape first, colour second. */
export function StandingGlyph({ outcome }: { outcome: Outcome }) {
  const { standing, tone, state } = outcome;
  const plain = standing === 'active' ? 'good' : standing === 'listening' ? 'accent' : 'third';
  return (
    <span class={`standing ${toneClass(tone, plain)}`}>
      <Icon name={GLYPHS[standing]} small label={state} />
    </span>
  );
}
