import type { AgentView } from '@relink/contract';
import { AGENT_ROLES } from '@relink/domain';
import { permissionTable } from './harness/permission-table.ts';
import { TestDesk } from './harness/test-desk.ts';

const SOMEBODY = '/api/agents/0190f2a0-0000-7000-8000-000000000001';
const body = { username: 'newcomer', name: 'New Comer', role: 'agent', password: 'ten letters or more' };

describe('who may see and manage agents', () => {
  permissionTable([
    { method: 'GET', path: '/api/agents', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: SOMEBODY, allowed: ['supervisor', 'admin'] },
    { method: 'POST', path: '/api/agents', body, allowed: ['admin'] },
    { method: 'PUT', path: SOMEBODY, body: { name: 'Another Name' }, allowed: ['admin'] },
    { method: 'GET', path: '/api/colleagues', allowed: AGENT_ROLES },
  ]);
});

describe('what the company calls an agent', () => {
  let desk: TestDesk;
  let linked: string;
  let local: string;
  beforeAll(async () => {
    desk = await TestDesk.open();
    [linked, local] = [(await desk.hire('agent')).id, (await desk.hire('agent')).id];
    await desk.sql(
      `update agent set issuer = 'https://id.example/', subject = 'subject-of-lee' where id = $1`,
      [linked],
    );
  });
  afterAll(() => desk.close());

  it('is told to an admin, who links them: on the list and on their page', async () => {
    const admin = await desk.signedIn('admin');
    const { body: list } = await admin.get<AgentView[]>('/api/agents');
    const told = new Map(list.map(({ id, companySubject }) => [id, companySubject]));
    expect([told.get(linked), told.get(local)]).toEqual(['subject-of-lee', null]);
    expect((await admin.get<AgentView>(`/api/agents/${linked}`)).body.companySubject).toBe('subject-of-lee');
    const renamed = await admin.put<AgentView>(`/api/agents/${linked}`, { name: 'Lee Linked' });
    expect(renamed.body).toMatchObject({ name: 'Lee Linked', companySubject: 'subject-of-lee' });
  });

  it('is told to no supervisor, not even whether there is one', async () => {
    const supervisor = await desk.signedIn('supervisor');
    const { body: list } = await supervisor.get<AgentView[]>('/api/agents');
    const { body: page } = await supervisor.get<AgentView>(`/api/agents/${linked}`);
    expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining([linked, local]));
    expect(page.id).toBe(linked);
    for (const agent of [...list, page]) expect(Object.keys(agent)).not.toContain('companySubject');
  });

  it('is nothing that the list can be searched or sorted by', async () => {
    const supervisor = await desk.signedIn('supervisor');
    const searched = await supervisor.get<AgentView[]>('/api/agents?filter={"q":"subject-of-lee"}');
    expect(searched.body).toEqual([]);
    for (const asked of ['filter={"companySubject":"subject-of-lee"}', 'sort=["companySubject","ASC"]'])
      expect((await supervisor.get(`/api/agents?${asked}`)).status).toBe(422);
  });

  it('is in no entry of the log: that a link was set, changed or removed is', async () => {
    const admin = await desk.signedIn('admin');
    const { id } = await desk.hire('agent');
    await desk.sql(
      `update agent set issuer = 'https://id.example/', subject = 'subject-of-bo' where id = $1`,
      [id],
    );
    for (const change of [
      { name: 'Bo Renamed' },
      { companySubject: null, role: 'supervisor' },
      { companySubject: null, name: 'Bo Linked' },
    ])
      expect((await admin.put(`/api/agents/${id}`, change)).status).toBe(200);
    const events = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'agent.updated' order by at, id`,
    );
    const ofBo = events
      .map(({ canonical }) => (JSON.parse(canonical.toString()) as { facts: { agentId: string } }).facts)
      .filter(({ agentId }) => agentId === id);
    expect(ofBo).toMatchObject([
      { after: { name: 'Bo Renamed' } },
      { before: { role: 'agent' }, after: { role: 'supervisor' }, companyLink: 'removed' },
      { before: { name: 'Bo Renamed' }, after: { name: 'Bo Linked' } },
    ]);
    expect(ofBo.map((facts) => 'companyLink' in facts)).toEqual([false, true, false]);
    const supervisor = await desk.signedIn('supervisor');
    const read = await supervisor.get('/api/audit-events?filter={"action":"agent.updated"}');
    expect(read.status).toBe(200);
    expect(JSON.stringify(read.body)).toContain('Bo Renamed');
    expect(JSON.stringify([read.body, ofBo])).not.toMatch(/subject-of|companySubject/);
  });
});
