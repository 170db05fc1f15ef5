import type { CaptureTransport } from './transport.ts';
import { websocket } from './websocket.ts';

/** What the hook itself observes. Transports in scripts of their own (`*.iife.ts`) are added to these. */
export const TRANSPORTS: readonly CaptureTransport[] = [websocket];
