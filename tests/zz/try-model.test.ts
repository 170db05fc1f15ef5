import { it } from 'vitest';
import { CAPTURE_NAMES, modelOf, recordsOf, expectedFindings } from '/work/main/tests/core/report/read-recording.ts';
it('x', async () => {
  for (const name of CAPTURE_NAMES) {
    const m = modelOf(await recordsOf(name));
    console.log('==', name, JSON.stringify(expectedFindings()[name]));
    for (const f of m.findings()) console.log(f.severity, f.conn, f.code, f.causedBy ?? '', '|', f.title, JSON.stringify(f.evidence));
    for (const c of m.connections()) console.log(c.conn, c.role, c.path, c.purpose, c.group, c.remote?.email, c.close?.class, c.close?.by, c.states.map(s=>s.state).join('>'), JSON.stringify(c.lineage), c.phases.map(p=>`${p.phase}:${p.ms.toFixed(0)}ms/${p.messages}/${p.verdict}`).join(' '));
    for (const i of m.invites()) console.log('INVITE', JSON.stringify(i));
  }
});
