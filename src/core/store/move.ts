import { inTransaction, type Database } from './database.ts';
import { recordingOf } from './commit.ts';
import { removeRecording } from './remove.ts';
import { ofRecording, type RecordingValue } from './schema.ts';

/**
 * Moves a recording into another database, with what its realms need to go on. Nothing else is done in `from` meanwhile where its work is
 * done in turn (store-memory.ts).
 * @param arrived told its number there before it is gone here
 * @returns its number there
 */
export const moveRecording = (
  from: Database,
  to: Database,
  id: number,
  arrived: (id: number) => void = () => undefined,
): Promise<number> =>
  from.run(async (source) => {
    const [realms, conns, pages] = await Promise.all([
      source.getAll('realms', ofRecording(id)),
      source.getAll('conns', ofRecording(id)),
      source.getAll('pages', ofRecording(id)),
    ]);
    return inTransaction(source, 'relaxed', async (old) => {
      const row: Partial<RecordingValue> = { ...(await recordingOf(old, id)) };
      // The database there gives it another.
      delete row.id;
      const moved = await to.run((db) =>
        inTransaction(db, 'relaxed', async (tx) => {
          const recording = await tx.objectStore('recordings').add(row as RecordingValue);
          for (const realm of realms) await tx.objectStore('realms').put({ ...realm, recording });
          for (const conn of conns) await tx.objectStore('conns').put({ ...conn, recording });
          for (const page of pages) await tx.objectStore('pages').put({ ...page, recording });
          return recording;
        }),
      );
      arrived(moved);
      await removeRecording(old, id);
      return moved;
    });
  });
