import { runChecks } from './run-checks.ts';
import { webrtcLimitChecks } from './checks-webrtc-limits.ts';
import { webrtcTrafficChecks } from './checks-webrtc-traffic.ts';
import { webrtcChecks } from './checks-webrtc.ts';

declare global {
  var runWebrtcConformance: () => Promise<Record<string, unknown>>;
}

globalThis.runWebrtcConformance = () =>
  runChecks({ ...webrtcChecks, ...webrtcTrafficChecks, ...webrtcLimitChecks }, '');
