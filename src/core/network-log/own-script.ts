/**
 * The name under which browsers know the script that starts the hook in a worker. The browser's log of the network names the script that
 * opened a socket: by this one it shows that the hook has seen it.
 */
export const WORKER_SCRIPT = 'one-trace:worker';
