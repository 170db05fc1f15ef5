import { enterRoom } from './room.ts';
import { webrtc } from './transports/webrtc.ts';

// A script of its own: what few pages use shall not weigh in the one that has to be there before the first socket.
enterRoom().hook?.add(webrtc);
