import { enterRoom } from './room.ts';
import { createCounting } from './stats/counting.ts';
import { offerStats } from './stats/offer.ts';

const room = enterRoom();
if (room.counting === undefined) {
  const counting = createCounting();
  room.counting = counting;
  offerStats(room, counting);
}
