import type { GrantTarget } from './target.ts';

export interface GrantWords {
  title: string;
  reason: string;
  allow: string;
  allowed: string;
  refused: string;
}

const NOBODY = { host: 'this site', purpose: 'site' } as const;

/** What the page says, for each of the things that it can ask for. */
export function grantWords(target: GrantTarget | undefined): GrantWords {
  const { host, purpose } = target ?? NOBODY;
  switch (purpose) {
    case 'site':
      return {
        title: `Record ONE traffic on ${host}`,
        reason:
          "ONE Trace reads a site's connections only after you allow that site. Your browser asks once more. Recordings stay on this computer.",
        allow: 'Allow this site',
        allowed: `Allowed. Reload ${host} to record from the start.`,
        refused: 'Not allowed; nothing is recorded there.',
      };
    case 'filter':
      return {
        title: `Capture shared workers on ${host}`,
        reason:
          "For sites where you switched on capture inside workers, ONE Trace will see the requests for their scripts and put its capture in front of them: of shared workers, and of workers whose page forbids the other way. Nothing else is read or changed, and other sites are left alone. Firefox may give this permission without asking again; you can take it back in the panel's Settings.",
        allow: 'Allow filtering of scripts',
        allowed: `Allowed. Reload ${host}: its workers are captured from then on.`,
        refused: 'Not allowed; workers are captured as before.',
      };
    case 'collector':
      return {
        title: `Send sessions to ${host}`,
        reason:
          'You asked ONE Trace to send a recorded session to this collector: times, sizes and names of messages and what was found, no content. It is sent when you press the button in the panel, and at no other time. Your browser asks once more.',
        allow: 'Allow this collector',
        allowed: 'Allowed. Go back to the ONE tab and send again.',
        refused: 'Not allowed; nothing is sent there.',
      };
  }
}
