/** Nobody holds this Web Lock. Where the browser does not tell, somebody may. */
export const isFree = (name: string): Promise<boolean> =>
  // Shared: two that ask at once do not take each other for the one who holds it.
  navigator.locks.request(name, { mode: 'shared', ifAvailable: true }, (lock) => lock !== null).catch(() => false);
