import type { CaptureTransport } from './transport.ts';
import { webrtc } from './webrtc.ts';
import { websocket } from './websocket.ts';

export const TRANSPORTS: readonly CaptureTransport[] = [websocket, webrtc];
