/** What the browser must have been asked for before sessions go to a collector. */
export interface CollectorPermissions {
  origins: string[];
  /** Firefox only: collection that is declared as optional is a permission of its own there. */
  data_collection?: 'websiteContent'[];
}

/**
 * What Mozilla's list of categories calls request and response information. Optional in the manifest of Firefox
 * (`data_collection_permissions`); the one of Chromium has no such member.
 */
const COLLECTED: 'websiteContent'[] = ['websiteContent'];

/** A match pattern without a port means all of them, in both browsers. */
export function collectorPermissions(origin: string, manifest: object): CollectorPermissions {
  const { protocol, hostname } = new URL(origin);
  const origins = [`${protocol}//${hostname}/*`];
  return 'browser_specific_settings' in manifest ? { origins, data_collection: COLLECTED } : { origins };
}
