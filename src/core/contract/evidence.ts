/** Signs by which a page is known to speak ONE (ONE-PROTOCOL §9), the strongest first. The first alone is proof. */
export const SIGNS = ['frame', 'host', 'address', 'database', 'storage'] as const;

export type Sign = (typeof SIGNS)[number];

/** One sign that was seen. `detail` is a name, never the value that stands behind it. */
export interface Evidence {
  sign: Sign;
  detail: string;
}

const MOST = 8;
const LONGEST_DETAIL = 128;

const isSign = (value: unknown): value is Sign => SIGNS.some((sign) => sign === value);

/** Evidence as a page's scripts tell it, cut to what a person can read. */
export function checkEvidence(value: unknown): Evidence[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST).flatMap((each: unknown): Evidence[] => {
    const { sign, detail } = (each ?? {}) as { sign?: unknown; detail?: unknown };
    return isSign(sign) && typeof detail === 'string' ? [{ sign, detail: detail.slice(0, LONGEST_DETAIL) }] : [];
  });
}

/** Both lists, each thing once, the strongest first. */
export function joinEvidence(known: readonly Evidence[], more: readonly Evidence[]): Evidence[] {
  const all = new Map([...known, ...more].map((each) => [`${each.sign} ${each.detail}`, each]));
  return [...all.values()].sort((a, b) => SIGNS.indexOf(a.sign) - SIGNS.indexOf(b.sign)).slice(0, MOST);
}

/** One sign in words that follow "because". */
export function evidenceWords({ sign, detail }: Evidence): string {
  switch (sign) {
    case 'frame':
      return `it speaks ONE (${detail})`;
    case 'host':
      return `it connects to ${detail}, a communication server of ONE apps`;
    case 'address':
      return 'its address holds an invitation';
    case 'database':
      return `its storage holds a ONE database, ${detail}`;
    case 'storage':
      return `its storage has an entry named ${detail} (only the name was read)`;
  }
}
