import { describe, expect, it } from 'vitest';
import { textReport } from '../../../src/core/report/text-report.ts';
import { createTrace, type TraceFactory } from './trace-factory.ts';

const goes = (trace: TraceFactory, path: string, page?: string): TraceFactory =>
  trace.note(`push https://lama.one${path}`, 'navigation', page === undefined ? undefined : { page });
const beats = (trace: TraceFactory, conn: string, times: number): TraceFactory => {
  for (let at = 0; at < times; at++) trace.says(conn, at % 2 === 0 ? 'out' : 'in', { kind: 'seed', type: 'heartbeat' });
  return trace;
};

describe('the steps of a registration', () => {
  it('have the traffic from each navigation to the next, and end with the one that leads away', () => {
    const trace = createTrace().page('p1').open('ws1', { page: 'p1' });
    beats(trace, 'ws1', 3);
    beats(goes(trace, '/register/terms', 'p1'), 'ws1', 2).wait(1000);
    beats(goes(trace, '/register/name', 'p1').open('ws2', { page: 'p1' }), 'ws2', 5);
    beats(goes(trace, '/chat', 'p1'), 'ws1', 7);
    const steps = trace.model.report().registration;
    expect(
      steps?.map(({ path, conns, opened, messagesIn, messagesOut }) => [path, conns, opened, messagesOut, messagesIn]),
    ).toEqual([
      ['/register/terms', ['ws1'], 0, 1, 1],
      ['/register/name', ['ws2'], 1, 3, 2],
    ]);
    expect(steps?.[0]?.ms).toBeGreaterThanOrEqual(1000);
    expect(steps?.[0]?.evidence).toEqual([{ record: 'note', t: steps?.[0]?.t }]);
  });

  it('belong to their page, where the note says which', () => {
    const trace = createTrace().page('p1').page('p2').open('ws1', { page: 'p1' }).open('ws2', { page: 'p2' });
    goes(goes(trace, '/register/1', 'p1'), '/register/1', 'p2');
    beats(beats(trace, 'ws1', 1), 'ws2', 4);
    expect(trace.model.report().registration?.map(({ conns }) => conns)).toEqual([['ws1'], ['ws2']]);
  });

  it('are found without pages in the notes, and begin with a page that was loaded at one', () => {
    const trace = createTrace().page('p1', { url: 'https://lama.one/app/register/start' }).open('ws1', { page: 'p1' });
    beats(trace, 'ws1', 1);
    beats(goes(trace, '/app/register/next'), 'ws1', 2);
    expect(
      trace.model.report().registration?.map(({ path, messagesIn, messagesOut }) => [path, messagesIn + messagesOut]),
    ).toEqual([
      ['/app/register/start', 1],
      ['/app/register/next', 2],
    ]);
  });

  it('are not there where the page only shows something of that name, and unreadable notes are passed by', () => {
    const trace = createTrace().page('p1').open('ws1', { page: 'p1' });
    for (const path of ['/registered', '/?register/1', '/#/register']) goes(trace, path, 'p1');
    trace.note('page gone', 'navigation').note('push nonsense://[', 'navigation');
    expect(trace.model.report().registration).toBeUndefined();
  });

  it('are printed for a person', () => {
    const trace = createTrace().page('p1').open('ws1', { page: 'p1' });
    beats(goes(trace, '/register/terms', 'p1'), 'ws1', 2);
    expect(textReport(trace.model.report(), 'x')).toMatch(
      /Registration\n {2}\/register\/terms {2}.*: 1 sent \(.*\), 1 received \(.*\) on ws1\n/,
    );
  });
});
