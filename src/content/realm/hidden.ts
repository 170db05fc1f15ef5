import { getter } from '../../core/trace/captured.ts';

const hiddenOf = typeof Document === 'function' ? getter(Document.prototype, 'hidden') : undefined;

/** Workers are never hidden; their timers run as they are set. */
export const isHidden = (): boolean => hiddenOf !== undefined && hiddenOf(document);
