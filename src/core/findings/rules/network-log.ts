import type { ConnectionRule } from '../rule.ts';

/** A connection that no hook has seen: what is known of it is less, and in which way. */
export const judgeNetworkLog: ConnectionRule = ({ conn, state }) => {
  if (!state.isFromLog) return [];
  return [
    {
      code: 'realm.network-log',
      severity: 'info',
      conn,
      t: state.opened.t,
      title: `${conn}, of a worker, was read from the browser's network log`,
      explanation:
        "No hook is in this worker: the messages come from the log of the browser's Network panel. Times are those of the network, not of the worker's code; when a socket was opened to the millisecond, with which code it was closed, bufferedAmount, calls, plugin chain and session keys are not known, and whether the worker was a service worker neither. What was opened before DevTools is not in that log, nor are sockets of shared workers.",
      advice:
        'For session keys, times of the page and how sockets close, switch on Capture inside workers under Settings › This site and reload. It reaches dedicated workers; service workers it does not.',
      evidence: [state.opened.evidence],
    },
  ];
};
