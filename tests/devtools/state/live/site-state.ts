import type { SiteState } from '../../../../src/core/contract/panel.ts';

/** A site that is captured, and nothing else allowed. */
export const SITE: SiteState = {
  origin: 'https://edda.one',
  url: 'https://edda.one/',
  capture: 'capturing',
  evidence: [],
  isPrivate: false,
  decrypt: false,
  pageApi: false,
  workers: false,
  errors: false,
  otherSockets: 0,
  otherBytes: 0,
};
