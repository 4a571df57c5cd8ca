import type { AuditEventView, AuditProof, AuditVerificationState, CaseView } from '@relink/contract';
import { aCase, aStory } from '@relink/testing';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { parseKey, verifyProof } from '../verifier/verify.mjs';
import { type Browser, TestDesk } from './harness/test-desk.ts';

describe('an event that somebody tampered with', () => {
  let desk: TestDesk;
  let supervisor: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    supervisor = await desk.signedIn('supervisor');
    await desk.sql(`do $$ declare c text; begin
      for c in select conname from pg_constraint where conrelid = 'audit_event'::regclass and contype = 'c' loop
        execute format('alter table audit_event drop constraint %I', c);
      end loop; end $$`);
  });
  afterAll(() => desk.close());

  /** A case was looked at, with an account in it, and a checkpoint covers that. */
  const anEvent = async () => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: supervisor.id, claimed: story.old.id });
    expect((await supervisor.post(`/api/cases/${caseId}/notes`, { body: 'She called.' })).status).toBe(201);
    desk.pass({ minutes: 2 });
    await desk.app.get(Sequencer, { strict: false }).round();
    const [event] = await desk.sql<{ id: string }>(
      `select e.id from audit_event e join audit_leaf l on l.event_id = e.id where e.case_id = $1 limit 1`,
      [caseId],
    );
    if (!event) throw new Error('Nothing was recorded.');
    return { id: event.id, caseId };
  };
  const one = (id: string) => supervisor.get<AuditEventView>(`/api/audit-events/${id}`);
  const listed = async (caseId: string) => {
    const filter = encodeURIComponent(JSON.stringify({ caseId }));
    return supervisor.get<AuditEventView[]>(`/api/audit-events?filter=${filter}`);
  };
  const faults = async (id: string): Promise<string[]> => {
    const { status, body } = await supervisor.get<AuditProof>(`/api/audit-events/${id}/proof`);
    expect(status).toBe(200);
    const state = await supervisor.get<AuditVerificationState>('/api/audit-verification');
    const key = parseKey(state.body.verifierKey ?? '');
    if (!key) throw new Error('There is no key.');
    return verifyProof(body, key);
  };

  it('is answered in the list, on its page and in its case with the word that stands there, and its proof says so', async () => {
    const { id, caseId } = await anEvent();
    expect(await faults(id)).toEqual([]);
    await desk.sql(
      `update audit_event set outcome = 'wiped', actor_kind = 'ghost', action = 'nothing.happened',
         canonical = convert_to(replace(replace(replace(convert_from(canonical, 'UTF8'), '"outcome":"done"',
           '"outcome":"wiped"'), '"kind":"agent"', '"kind":"ghost"'), '"origin":"case"', '"origin":"cellar"'), 'UTF8')
        where id = $1`,
      [id],
    );
    const told = { id, outcome: 'wiped', actorKind: 'ghost', actorName: 'ghost' };
    expect(await one(id)).toMatchObject({ status: 200, body: told });
    const list = await listed(caseId);
    expect(list.status).toBe(200);
    expect(list.body.find((each) => each.id === id)).toMatchObject(told);
    const inCase = await supervisor.get<CaseView>(`/api/cases/${caseId}`);
    expect(inCase.status).toBe(200);
    expect(inCase.body.timeline.find((each) => each.id === id)).toMatchObject({ outcome: 'wiped' });
    expect(await faults(id)).not.toEqual([]);
  });

  it.each([
    ['is no JSON', 'It was I.'],
    ['is no object', '[]'],
    ['has lost its fields', '{"v":1}'],
    [
      'has fields of another kind',
      '{"at":7,"actor":[],"action":{},"outcome":null,"facts":"none","caseId":[1]}',
    ],
    ['seals what cannot be opened', '{"id":"x","accountId":"nobody","sealed":"AAAA","facts":{}}'],
    [
      'seals for an account what is no ciphertext',
      '{"id":"x","accountId":"01900000-0000-7000-8000-000000000000","sealed":"AAAA","facts":{}}',
    ],
  ])('is answered also where its text %s', async (_, canonical) => {
    const { id, caseId } = await anEvent();
    await desk.sql(`update audit_event set canonical = convert_to($2, 'UTF8') where id = $1`, [
      id,
      canonical,
    ]);
    const { status, body } = await one(id);
    expect([status, body.id, Number.isNaN(Date.parse(body.at))]).toEqual([200, id, false]);
    expect((await listed(caseId)).status).toBe(200);
    expect(await faults(id)).not.toEqual([]);
  });

  it('of another customer shows nothing of theirs', async () => {
    const { id } = await anEvent();
    const [other] = await desk.sql<{ canonical: string }>(
      `select convert_from(canonical, 'UTF8') as canonical from audit_event
        where account_id is not null and convert_from(canonical, 'UTF8') like '%"sealed":"%' limit 1`,
    );
    const stolen = other?.canonical ?? '{"sealed":"AAAA","facts":{}}';
    const moved = { ...(JSON.parse(stolen) as object), id };
    await desk.sql(`update audit_event set canonical = convert_to($2, 'UTF8') where id = $1`, [
      id,
      JSON.stringify(moved),
    ]);
    expect(await one(id)).toMatchObject({ status: 200, body: { before: null, after: null } });
  });
});
