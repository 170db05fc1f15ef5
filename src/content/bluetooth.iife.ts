import { enterRoom } from './room.ts';
import { bluetooth } from './transports/bluetooth.ts';

// A script of its own, declared for Chromium only: no other browser has Web Bluetooth, and none shall carry what it never runs.
enterRoom().hook?.add(bluetooth);
