import { startHook } from './hook.ts';
import { enterRoom } from './room.ts';
import { windowHost } from './window-host.ts';

const room = enterRoom();
// The window of an empty frame can live on in its first document: the hook that came first stays.
if (room.hook === undefined) startHook(room, windowHost);
else room.hook.again();
