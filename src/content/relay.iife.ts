import { startRelay } from './relay/relay.ts';

/**
 * A second relay in a page would count as another page. It runs again in the window of an empty frame that lives on, and where the
 * browser and the background both put the scripts into a page that was open before. This world is ours alone, and new with each install.
 */
const world = globalThis as { oneTraceRelay?: () => void };
if (world.oneTraceRelay) world.oneTraceRelay();
else world.oneTraceRelay = startRelay(() => delete world.oneTraceRelay);
