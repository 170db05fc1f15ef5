import { peerName } from '../../model/view.ts';
import type { ConnectionView } from '../../model/view.ts';
import type { Dir } from '../../trace/records.ts';
import { capital, count, duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type Draft, type EndRule } from '../rule.ts';

const DIRS = ['in', 'out'] as const;

/** Encrypted frames and no key that opens them: once per connection. */
export const judgeKey: ConnectionRule = (view) => {
  const { state } = view;
  if (!state.encrypted) return [];
  const { traffic } = state;
  if (traffic.in.verified + traffic.out.verified > 0) return [];
  const misfit = view.keyKnown && (traffic.in.tagFailed ?? traffic.out.tagFailed) !== undefined;
  if (view.keyKnown && !misfit) return [];
  return [
    {
      code: 'encryption.no-key',
      severity: 'warning',
      conn: view.conn,
      t: state.encrypted.t,
      title: misfit
        ? `The key given for ${view.conn} opens none of its frames`
        : `${view.conn} is encrypted and its session key is not known`,
      explanation:
        'From the second key frame on everything is encrypted. Times, sizes, counters and the end of the connection are exact; who speaks and what about stays closed.',
      advice: misfit
        ? 'The key belongs to another connection, or its counters are far off. Load the key file of this recording.'
        : state.isFromLog
          ? "The browser's network log has no session keys: switch on Capture inside workers under Settings › This site and reload, or load a key file."
          : 'Switch on decryption for this site before the page loads, let the application hand over its connections, or load a key file.',
      evidence: frames(view, state.encrypted),
    },
  ];
};

/** A tag fails although its neighbours verify: the bytes of this one frame are not those that were sent. */
export const judgeTags: ConnectionRule = (view) =>
  DIRS.flatMap((dir) => {
    const { verified, tagFailed } = view.state.traffic[dir];
    if (!tagFailed || verified === 0 || view.state.gaps.some((gap) => gap.dir === dir && gap.seq === tagFailed.seq))
      return [];
    return [
      {
        code: 'encryption.frame-damaged',
        severity: 'error',
        conn: view.conn,
        t: tagFailed.t,
        title: `${count(tagFailed.count, 'frame')} ${way(dir, view)} on ${view.conn} cannot be opened: damaged`,
        explanation: `The frame${tagFailed.expected === undefined ? '' : ` was due with counter ${tagFailed.expected}, which fits its neighbours. It`} has an authentication tag that fails: its bytes were changed on the way, or written by someone without the key.`,
        advice:
          'Look at what lies between the two sides: a proxy or relay that rewrites binary messages. The library ends the connection at such a frame.',
        ...(tagFailed.count > 1 ? { count: tagFailed.count } : {}),
        evidence: frames(view, tagFailed),
      },
    ];
  });

/** A later counter fits: frames are missing, on the wire or in the trace. */
export const judgeGaps: ConnectionRule = (view) => DIRS.flatMap((dir) => lostFrames(view, dir) ?? []);

function lostFrames(view: ConnectionView, dir: Dir): Draft | undefined {
  const gaps = view.state.gaps.filter((gap) => gap.dir === dir);
  const [first] = gaps;
  if (!first) return undefined;
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  const known = gaps.reduce((sum, gap) => sum + Math.min(gap.known, gap.missing), 0);
  const inTrace = known >= missing;
  const loss = view.session.losses.find(({ conn }) => conn === undefined || conn === view.conn);
  return {
    code: 'encryption.frame-lost',
    severity: 'error',
    conn: view.conn,
    t: first.t,
    title: `${count(missing, 'encrypted frame')} ${way(dir, view)} on ${view.conn} ${missing === 1 ? 'is' : 'are'} missing`,
    explanation: inTrace
      ? 'The counters of the following frames fit, so the key is right. The recording itself says that it lost these frames; the connection may have been fine.'
      : 'The counters of the following frames fit, so the key is right and frames in between were never seen here. The receiver cannot open what follows and closes.',
    advice: inTrace
      ? 'See `trace.lost` for why the recording has a gap.'
      : 'Look at the relay or proxy in between; a recording of the other side, merged with this one, tells where the frames went.',
    ...(inTrace && loss ? { causedBy: 'trace.lost' } : {}),
    ...(missing > 1 ? { count: missing } : {}),
    evidence: [...gaps.flatMap((gap) => frames(view, gap)), ...(inTrace && loss ? [loss.evidence] : [])],
  };
}

/** Text where only binary may come. */
export const judgeText: ConnectionRule = (view) => {
  const said = DIRS.flatMap((dir) => view.state.said[dir].get('text-while-encrypted') ?? []);
  const [first] = said;
  if (!first) return [];
  const total = said.reduce((sum, milestone) => sum + milestone.count, 0);
  return [textFrame(view, first.first, total)];
};

export const endByTextFrame: EndRule = (view) =>
  view.ending.read.kind === 'text-frame'
    ? { ...textFrame(view, { t: view.ending.t }, 1), evidence: closeEvidence(view) }
    : undefined;

function textFrame(view: ConnectionView, mark: { t: number; seq?: number }, total: number): Draft {
  return {
    code: 'encryption.text-frame',
    severity: 'error',
    conn: view.conn,
    t: mark.t,
    title: `A text frame arrived on ${view.conn} after encryption had begun`,
    explanation:
      'From the second key frame on every message is binary. Text in between was not sent by this connection’s encryption, and the receiver closes.',
    advice:
      'Look at what writes to the socket beside the library, and at servers or versions that send plain-text pings.',
    ...(total > 1 ? { count: total } : {}),
    evidence: mark.seq === undefined ? [] : frames(view, { seq: mark.seq }),
  };
}

/** The receiver could not open a frame; whether it was damaged or one before it was lost shows only at the receiver. */
export const endByDamage: EndRule = (view) => {
  if (view.ending.read.kind !== 'damaged-frame') return undefined;
  const local = view.ending.by === 'local';
  const traffic = view.state.traffic[local ? 'in' : 'out'];
  const lost = local ? lostFrames(view, 'in') : undefined;
  if (lost) return { ...lost, evidence: closeEvidence(view) };
  return {
    code: 'encryption.frame-damaged',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} could not open a frame and closed ${view.conn}`,
    explanation: local
      ? 'The tag of the last frame before the close fails at the receiver.'
      : `What this page sent did not arrive as it was sent: it looks like a frame was damaged or lost on the way, ${traffic.last ? duration(view.ending.t - traffic.last.t) : 'some time'} before the close.`,
    advice:
      'Look at what lies between the two sides: a relay or proxy that changes, drops or re-orders binary messages.',
    evidence: [...frames(view, traffic.tagFailed ?? traffic.last), ...closeEvidence(view)],
  };
};

function way(dir: Dir, view: ConnectionView): string {
  return dir === 'in' ? `from ${peerName(view)}` : 'from this page';
}
