import { enterRoom } from './room.ts';
import { bluetooth } from './transports/bluetooth.ts';

// Hands itself to the hook, as webrtc.iife.ts does.
enterRoom().hook?.add(bluetooth);
