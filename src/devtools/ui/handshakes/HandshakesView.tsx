import { HandshakeCourse } from './HandshakeCourse.tsx';
import { HandshakeList } from './HandshakeList.tsx';
import { usePanel } from '../PanelContext.tsx';
import { RegistrationTable } from './RegistrationTable.tsx';
import { SpreadTable } from './SpreadTable.tsx';

/** How long it took until two sides could work with each other: one invite in full, and all handshakes in numbers. */
export function HandshakesView() {
  const { handshakes, session } = usePanel();
  void session.version.value;
  const course = handshakes.course.value;
  return (
    <div class="handshakes">
      <div class="handshake-panes">
        {course === undefined ? (
          <p class="section second">No connection in scope has begun a handshake.</p>
        ) : (
          <HandshakeCourse course={course} />
        )}
        <div class="handshake-overview">
          <SpreadTable />
          <RegistrationTable />
          <HandshakeList />
        </div>
      </div>
    </div>
  );
}
