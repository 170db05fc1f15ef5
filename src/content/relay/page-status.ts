import type { HookMessage } from '../../core/contract/capture.ts';
import { joinEvidence, type Evidence } from '../../core/contract/evidence.ts';
import { hostOf, isKnownCommHost } from '../../core/model/host.ts';
import type { RelayStatus } from './recorder-link.ts';

type HookStatus = Extract<HookMessage, { type: 'status' }>;

/** What the recorder is told of the page as a whole: signs of ONE, from the hook and from the relay's own look, and what is not recorded. */
export function createPageStatus(tell: (status: RelayStatus) => void) {
  let status: RelayStatus = { evidence: [], otherSockets: 0, otherBytes: 0 };
  const say = (change: Partial<RelayStatus>): void => tell((status = { ...status, ...change }));
  return {
    found: (signs: readonly Evidence[]) => say({ evidence: joinEvidence(status.evidence, signs) }),
    hook(message: HookStatus) {
      const { otherSockets, otherBytes } = message;
      say({ otherSockets, otherBytes, evidence: joinEvidence(status.evidence, signsOf(message)) });
    },
  };
}

/** Of the addresses that the page's sockets have, those that say nothing about ONE end here. */
function signsOf({ detected, urls }: HookStatus): Evidence[] {
  const hosts = (Array.isArray(urls) ? urls : []).map((url) => hostOf(String(url))).filter(isKnownCommHost);
  return [
    ...(detected === undefined ? [] : [{ sign: 'frame', detail: String(detected) } as const]),
    ...hosts.map((host) => ({ sign: 'host', detail: host }) as const),
  ];
}
