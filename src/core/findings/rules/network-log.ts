import { count } from '../../report/words.ts';
import type { SessionRule } from '../rule.ts';

const MAX_EVIDENCE = 20;

/** Connections that no hook has seen: what is known of them is less, and in which way. */
export const judgeNetworkLog: SessionRule = (views) => {
  const read = views.filter(({ state }) => state.isFromLog);
  const [first] = read;
  if (!first) return [];
  return [
    {
      code: 'realm.network-log',
      severity: 'info',
      t: first.state.opened.t,
      title: `${count(read.length, 'connection')} of workers read from the browser's network log`,
      explanation:
        "No hook is in these workers: their messages come from the log of the browser's Network panel. Times are those of the network, not of the worker's code; when a socket was opened to the millisecond, with which code it was closed, bufferedAmount, calls, plugin chain and session keys are not known, and whether the worker was a service worker neither. What was opened before DevTools is not in that log, nor are sockets of shared workers.",
      advice:
        'For times of the page, closes and keys, switch on Capture inside workers under Settings › This site and reload. It reaches dedicated workers; service workers it does not.',
      ...(read.length > 1 ? { count: read.length } : {}),
      evidence: read.slice(0, MAX_EVIDENCE).map(({ state }) => state.opened.evidence),
    },
  ];
};
