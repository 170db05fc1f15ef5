import { it } from 'vitest';
import { createTrace, synchronises, asks, answers, pairs, registers } from '../core/model/trace-factory.ts';
import { createModel } from '../../src/core/model/model.ts';
it('perf', () => {
  const trace = synchronises(createTrace(), 'ws1');
  trace.records.length = 0;
  for (let n = 0; n < 500; n++) { asks(trace, 'ws1', 'out', n, 6); answers(trace, 'ws1', 'in', n, 6); }
  const frames = trace.records.slice();
  const model = createModel();
  const g = () => { (globalThis as any).gc?.(); return process.memoryUsage().heapUsed / 1e6; };
  const before = g();
  const t0 = performance.now();
  for (let k = 0; k < 1000; k++) for (const [r, d] of frames) model.push(r, d);
  const t1 = performance.now();
  console.log('1M pushes ms', (t1 - t0).toFixed(0), 'heap MB', before.toFixed(1), g().toFixed(1));
  const t2 = performance.now(); model.report(); console.log('report ms', (performance.now() - t2).toFixed(2));
  for (const N of [48, 1000, 5000]) {
    const many = createTrace();
    for (let n = 0; n < N; n++) { synchronises(many.wait(5000), `ws${n}`).closes(`ws${n}`, 'Terminate called: Keepalive: No lifesign of the other side'); }
    many.model.report();
    const t3 = performance.now(); for (let i = 0; i < 5; i++) { many.note('x'); many.model.report(); } console.log(N, 'connections report ms', ((performance.now() - t3) / 5).toFixed(2));
  }
}, 120000);
