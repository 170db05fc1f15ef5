import { useState } from 'preact/hooks';
import { inviteBadge, stepVerdict } from '../../state/handshakes/handshake-words.ts';
import type { Course } from '../../state/handshakes/handshake-view.ts';
import { duration } from '../../state/format.ts';
import { HandshakeSteps } from './HandshakeSteps.tsx';
import { InviteStrip } from './InviteStrip.tsx';
import { Menu } from '../controls/Menu.tsx';
import { usePanel } from '../PanelContext.tsx';
import { Verdict } from './Verdict.tsx';
import { WaitNote } from './WaitNote.tsx';

const BADGES = { good: 'good', warning: 'warning', error: 'error', third: '' };

/** One invite, or one handshake: its time axis, its steps, and where the time went. */
export function HandshakeCourse({ course }: { course: Course }) {
  const { subject, axis, steps, remark } = course;
  const invite = subject.kind === 'invite' ? subject.invite : undefined;
  const badge = invite && inviteBadge(invite);
  const isLocked = steps.some((step) => stepVerdict(step).glyph === 'locked');
  return (
    <section class="course" aria-label={subject.title}>
      <div class="section">
        <h2 class="cut">{subject.title}</h2>
        {badge && (
          <span class={`badge ${BADGES[badge.tone]}`}>
            <Verdict words={badge} />
          </span>
        )}
        {invite && invite.waitMs > 0 && <span class="third cut">{duration(invite.waitMs)} of waiting not counted</span>}
        <span class="grow" />
        <SubjectMenu course={course} />
      </div>
      <InviteStrip axis={axis} isInvite={invite !== undefined} />
      <HandshakeSteps steps={steps} />
      <div class="section key-line">
        <span>
          <i class="tick" /> p50
        </span>
        <span>
          <i class="tick dashed" /> p95 of this session
        </span>
        {invite && <span class="third">Rows in wire order; the number is the step of the invite procedure.</span>}
      </div>
      {invite?.problem !== undefined && <p class="note-line">The invitation {invite.problem}.</p>}
      {isLocked && (
        <p class="note-line">
          No session key: connect, registration, rendezvous and encryption are exact, what came after is not separable
          and not judged.
        </p>
      )}
      {remark && <WaitNote remark={remark} />}
    </section>
  );
}

/** Which of the invites in scope is shown. */
function SubjectMenu({ course }: { course: Course }) {
  const { handshakes } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const subjects = handshakes.subjects.value;
  if (subjects.length < 2) return null;
  const at = subjects.findIndex(({ key }) => key === course.subject.key);
  return (
    <span class="anchor">
      <button
        type="button"
        class="third"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title="Choose another invite or handshake"
        onClick={() => setOpen(!isOpen)}
      >
        {at + 1} of {subjects.length} ▾
      </button>
      {isOpen && (
        <Menu
          label="Invites and handshakes in scope"
          style={{ right: 0, top: '20px', maxHeight: '50vh', overflow: 'auto' }}
          items={subjects.map(({ key, title }) => ({ title, run: () => handshakes.choose(key) }))}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}
