import { getter, method } from '../../core/trace/captured.ts';
import { bytesOfBuffer, contentOf } from './bytes.ts';
import { PAYLOAD_BYTES, type Connection } from '../connections.ts';
import { listen, monotonic } from '../natives.ts';
import type { Dir } from '../../core/trace/records.ts';
import type { Realm } from '../transports/transport.ts';

const Reader = FileReader;
const readAsArrayBuffer = method(FileReader.prototype, 'readAsArrayBuffer');
const readerResult = getter(FileReader.prototype, 'result');
const sliceBlob = method(Blob.prototype, 'slice');

/** Whether the native turns the value into text by running the value's own code. */
export const isConverted = (value: unknown): value is object =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') && contentOf(value) === undefined;

/** Records one message; bytes are taken now, those of a Blob as soon as they can be read. */
export function writeData(connection: Connection, dir: Dir, value: unknown, realm: Realm): void {
  const t = monotonic();
  const content = contentOf(value) ?? { is: 'text', text: `${value as string}` };
  switch (content.is) {
    case 'text':
      return connection.frame(dir, content.text, t);
    case 'bytes':
      return connection.frame(dir, content.bytes, t);
    case 'blob':
      return readBlob(connection, content.blob, connection.frameLater(dir, content.size, t), realm);
  }
}

/** A FileReader, not blob.arrayBuffer(): a promise would ask the page's Promise for its constructor. */
function readBlob(
  connection: Connection,
  blob: Blob,
  done: (bytes: Uint8Array | undefined) => void,
  realm: Realm,
): void {
  if (connection.isCounted) return done(undefined);
  const reader = new Reader();
  listen(reader, 'loadend', () => {
    try {
      const result = readerResult(reader);
      done(typeof result === 'object' && result !== null ? bytesOfBuffer(result) : undefined);
    } catch (error) {
      realm.failed(error);
    }
  });
  readAsArrayBuffer(reader, sliceBlob(blob, 0, PAYLOAD_BYTES));
}
