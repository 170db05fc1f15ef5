import type { FrameRecord } from '../trace/records.ts';
import type { Assembly, Shelf } from './assembly.ts';
import type { Connection } from './connection.ts';
import { contentOf, type Content } from './content.ts';
import { contextOf } from './context.ts';
import type { Problem } from './dissection.ts';
import { fragment, fragmentationEnd, fragmentationStart, violation, type Joined } from './dissectors/fragmentation.ts';
import { keepalive } from './dissectors/keepalive.ts';
import { createMessage, type Message } from './message.ts';
import type { Context } from './reading.ts';
import { readMessage } from './table.ts';
import type { Unwrapped } from './unwrap.ts';

const PIECE = 65_536;

const INCOMPLETE: Problem = {
  code: 'fragmentation.incomplete',
  message: 'pieces of this message are missing, so it cannot be put together',
};

/** Takes the next unwrapped payload of a connection: joins pieces, and has whole messages read. */
export function takeNext(
  connection: Connection,
  frame: FrameRecord,
  unwrapped: Unwrapped,
  counter: number,
  shelf: Shelf,
): Content {
  const lane = connection.lanes[frame.dir];
  const open = lane.assembly;
  switch (unwrapped.kind) {
    case 'keepalive':
      return keepalive();
    case 'start': {
      shelf.drop(open);
      lane.assembly = shelf.start(unwrapped.of);
      lane.gapped = false;
      const problem = open ? violation('a new message in pieces begins before the last one has ended') : undefined;
      return fragmentationStart(unwrapped.of, { phase: lane.phase, problem });
    }
    case 'end': {
      lane.assembly = undefined;
      if (!open) return endWithoutStart(lane.gapped);
      return end(open, shelf, lane.phase, (message) =>
        contentOf(
          message,
          readMessage(message, contextOf(connection, frame, 'sealed', { counter, size: message.bytes.length })),
        ),
      );
    }
    case 'message': {
      const { message, acted } = unwrapped;
      if (message.type === 'binary' && open) {
        shelf.add(open, frame.seq, message.bytes);
        return fragment(message.bytes.length, open.pieces.length, { phase: lane.phase });
      }
      const context = contextOf(connection, frame, 'sealed', { counter, size: message.bytes.length });
      if (message.type === 'text') lane.gapped = false;
      if (isOrphan(message, lane.gapped, context))
        return fragment(PIECE, undefined, { phase: lane.phase, problem: INCOMPLETE });
      const content = contentOf(message, readMessage(message, context), acted);
      return open ? amid(content) : content;
    }
  }
}

/** A full piece whose beginning was lost. */
const isOrphan = (message: Message, gapped: boolean, context: Context): boolean =>
  gapped && message.type === 'binary' && message.bytes.length === PIECE && context.binary !== 'person-challenge';

/** The receiver refuses such a string and closes: no message comes of it. What it would have said is still shown. */
function amid(content: Content): Content {
  const problem = violation('a string comes while a message in pieces is under way');
  return {
    layers: [],
    name: 'unknown',
    summary: 'a string amid the pieces of another message',
    facts: [{ kind: 'fragmentation-violation', why: problem.message }],
    problem,
    nodes: () => content.nodes(),
  };
}

function endWithoutStart(gapped: boolean): Content {
  const joined: Joined = { bytes: 0, pieces: [], incomplete: gapped, emptyBinary: false };
  return fragmentationEnd(joined, {
    phase: undefined,
    problem: gapped ? INCOMPLETE : violation('an end without a beginning'),
  });
}

/** Joins what was collected and reads it. Exported for re-reading a single frame, where the pieces come from elsewhere. */
export function end(
  assembly: Assembly,
  shelf: Shelf,
  phase: Connection['lanes']['in']['phase'],
  read: (message: Message) => Content,
): Content {
  const { of, bytes, pieces, broken } = assembly;
  const whole = shelf.take(assembly);
  const emptyBinary = of === 'binary' && pieces.length === 0 && !broken;
  const joined: Joined = { bytes, pieces, incomplete: whole === undefined, emptyBinary };
  if (!whole) return fragmentationEnd(joined, { phase, problem: INCOMPLETE });
  const type = of === 'string' ? 'text' : 'binary';
  const inner = read(createMessage(type, whole, { view: 'message', offset: 0 }));
  const problem = emptyBinary
    ? {
        code: 'fragmentation.empty-binary',
        message: 'a byte array in pieces without any piece: the BLOB fault of the library',
      }
    : undefined;
  return fragmentationEnd({ ...joined, inner }, { phase, problem });
}
