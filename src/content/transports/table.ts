import type { CaptureTransport } from './transport.ts';
import { websocket } from './websocket.ts';

export const TRANSPORTS: readonly CaptureTransport[] = [websocket];
