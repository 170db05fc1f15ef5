import { enterRoom } from './room.ts';
import { webrtc } from './transports/webrtc.ts';

// Hands itself to the hook, as a script of its own would: hook.ts knows no transport by name that not every realm has.
enterRoom().hook?.add(webrtc);
