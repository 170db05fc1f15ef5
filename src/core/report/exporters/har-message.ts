import { encodeBase64 } from '../../trace/base64.ts';
import type { Dissection } from '../../dissect/dissection.ts';
import type { FrameRecord } from '../../trace/records.ts';

const TEXT = 1;
const BINARY = 2;

/** A frame as an entry of `_webSocketMessages`, as Chromium writes and reads them. Where the content is not there, the text says so. */
export function harMessage(frame: FrameRecord, { name, layers, phase, summary }: Dissection) {
  const { dir, t, type, payload, size, truncated } = frame;
  const isWhole = payload !== undefined && !truncated;
  const isText = type === 'text' || !isWhole;
  return {
    type: dir === 'out' ? 'send' : 'receive',
    time: t / 1000,
    opcode: isText ? TEXT : BINARY,
    data: isWhole ? contentOf(type, payload) : `${name}, ${size} bytes (content left out)`,
    _name: name,
    _layers: layers,
    ...(phase === undefined ? {} : { _phase: phase }),
    _summary: summary,
  };
}

const contentOf = (type: FrameRecord['type'], payload: Uint8Array): string =>
  type === 'text' ? new TextDecoder().decode(payload) : encodeBase64(payload);
