import { listen } from '../natives.ts';
import { blockedUri, directive } from '../violation.ts';

/** What a policy says that it has blocked. */
type Blocked = 'blob' | 'data' | 'trusted-types-sink';

/** What the page's policy says of scripts that are ours is not for the page: it did not start them. */
export interface OurRefusals {
  /** One of ours may be refused. */
  expect(what: Blocked): void;
  /** It was let through. */
  done(what: Blocked): void;
}

export function hideOurRefusals(): OurRefusals {
  const expected: Record<Blocked, number> = { blob: 0, data: 0, 'trusted-types-sink': 0 };
  let undo: (() => void) | undefined;

  const isBlocked = (text: string): text is Blocked =>
    text === 'blob' || text === 'data' || text === 'trusted-types-sink';

  const onViolation = (event: Event): void => {
    const blocked = blockedUri(event);
    if (!event.isTrusted || directive(event) === 'connect-src') return;
    if (!isBlocked(blocked) || expected[blocked] === 0) return;
    event.stopImmediatePropagation();
    done(blocked);
  };

  function done(what: Blocked): void {
    if (expected[what] > 0) expected[what] -= 1;
    if (expected.blob + expected.data + expected['trusted-types-sink'] > 0) return;
    undo?.();
    undo = undefined;
  }

  return {
    expect(what) {
      expected[what] += 1;
      undo ??= listen(globalThis, 'securitypolicyviolation', onViolation);
    },
    done,
  };
}
