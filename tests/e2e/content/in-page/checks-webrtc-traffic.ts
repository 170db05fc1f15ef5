import { describeData, thrown, type Checks } from './probes.ts';
import { connected, end, event, logging, negotiate, pair, settled, withoutClosing } from './webrtc-pair.ts';

export const webrtcTrafficChecks: Checks = {
  'messages of every kind arrive as they were sent': async () => {
    const two = await connected();
    const sent: unknown[] = [
      '',
      'grüße 👋',
      new Uint8Array([1, 2, 3]).buffer,
      new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
      new DataView(new ArrayBuffer(4), 1, 2),
      new Uint16Array([258]),
      { toString: () => 'converted' },
      null,
      7,
    ];
    const arrived = new Promise<string[]>((resolve) => {
      const list: Promise<string>[] = [];
      two.there.onmessage = ({ data }) => {
        list.push(describeData(data));
        if (list.length === sent.length) resolve(Promise.all(list));
      };
    });
    for (const data of sent) two.here.send(data as never);
    const list = await arrived;
    end(two);
    return list;
  },
  'a value is converted once': async () => {
    const two = await connected();
    const log: unknown[] = [];
    two.here.send({ toString: () => (log.push('converted'), 'x') } as unknown as string);
    const symbol = thrown(() => two.here.send(Symbol('s') as never));
    end(two);
    return [log, symbol];
  },
  'order of events: channel closed here': async () => {
    const two = await connected();
    const log: unknown[] = [];
    logging(log, two.here);
    const gone = event(two.here, 'close');
    two.here.close();
    log.push(two.here.readyState);
    await gone;
    await settled();
    end(two);
    return log;
  },
  'order of events: channel closed there': async () => {
    const two = await connected();
    const log: unknown[] = [];
    logging(log, two.there);
    const gone = event(two.there, 'close');
    two.here.close();
    await gone;
    await settled();
    end(two);
    return withoutClosing(log);
  },
  'order of events: peer connection closed here': async () => {
    const two = await connected();
    const log: unknown[] = [];
    logging(log, two.here);
    two.near.close();
    log.push(two.here.readyState, two.near.connectionState, two.near.signalingState);
    await settled();
    end(two);
    return log;
  },
  'order of events: peer connection closed there': async () => {
    const two = await connected();
    const log: unknown[] = [];
    logging(log, two.there);
    const gone = event(two.there, 'close');
    two.near.close();
    await gone;
    await settled();
    end(two);
    return withoutClosing(log);
  },
  'handlers and listeners for received channels': async () => {
    const two = pair();
    const log: string[] = [];
    two.far.addEventListener('datachannel', ({ channel }) => log.push(`listener ${channel.label}`));
    two.far.ondatachannel = ({ channel, isTrusted }) => log.push(`handler ${channel.label} ${isTrusted}`);
    two.near.createDataChannel('a');
    const received = event(two.far, 'datachannel');
    await negotiate(two);
    await received;
    await settled();
    end(two);
    return log;
  },
  'a buffer that the page fills anew after sending': async () => {
    const two = await connected();
    const arrived = event<MessageEvent<unknown>>(two.there, 'message');
    const bytes = new Uint8Array([5, 5]);
    two.here.send(bytes);
    bytes.fill(9);
    const seen = await describeData((await arrived).data);
    end(two);
    return [seen, two.here.bufferedAmount];
  },
};
