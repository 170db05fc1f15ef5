import { ofRecording, type WriteTx } from './schema.ts';

/** Everything of a recording. Removing what is not there is no error. */
export async function removeRecording(tx: WriteTx, id: number): Promise<void> {
  await Promise.all([
    tx.objectStore('pages').delete(ofRecording(id)),
    tx.objectStore('conns').delete(ofRecording(id)),
    tx.objectStore('realms').delete(ofRecording(id)),
    tx.objectStore('recordings').delete(id),
  ]);
}
