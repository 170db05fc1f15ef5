// What every page gets in its own world, as one script: apart, each part would carry what the hook has already (natives, room, bytes) once more,
// and a page that is none of ONE's would have to parse it four times. The hook comes first: where another part fails, it is there.
import './hook.iife.ts';
import './webrtc.iife.ts';
import './page-api.iife.ts';
