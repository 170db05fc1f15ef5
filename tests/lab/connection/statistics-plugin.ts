import { utf8 } from '../crypto/bytes.ts';
import type { ConnectionPlugin, Payload } from './plugin.ts';

export interface StatisticsPlugin extends ConnectionPlugin {
  readonly name: 'statistics';
  readonly statistics: { bytesSent: number; bytesReceived: number; openTime?: number; closeTime?: number };
}

const sizeOf = (data: Payload | ArrayBuffer): number =>
  typeof data === 'string' ? utf8(data).length : data.byteLength;

export function statisticsPlugin(): StatisticsPlugin {
  const statistics: StatisticsPlugin['statistics'] = { bytesSent: 0, bytesReceived: 0 };
  return {
    name: 'statistics',
    statistics,
    transformIncomingEvent(event) {
      if (event.type === 'message') statistics.bytesReceived += sizeOf(event.data);
      else if (event.type === 'opened') statistics.openTime = Date.now();
      else statistics.closeTime = Date.now();
      return event;
    },
    transformOutgoingEvent(event) {
      if (event.type === 'message') statistics.bytesSent += sizeOf(event.data);
      return event;
    },
  };
}
