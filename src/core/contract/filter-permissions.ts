/** Optional in the manifest of Firefox, where scripts of workers can be filtered with them; other browsers have no such filter. */
export const FILTER_PERMISSIONS = ['webRequest', 'webRequestBlocking', 'webRequestFilterResponse'] as const;
