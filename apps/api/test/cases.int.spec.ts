import type { CaseSummary, CaseView } from '@relink/contract';
import { aCase, anAccount, anAnsweredCode, aRound, aStory, daysAgo } from '@relink/testing';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

describe('cases', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const open = async (agent: Agent, body: object = { channel: 'phone' }): Promise<CaseView> => {
    const answer = await agent.post<CaseView>('/api/cases', body);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const verdict = (view: CaseView, action: string, accountId: string | null = null) =>
    view.allowedActions.find((found) => found.action === action && found.accountId === accountId);
  const code = (answer: Answer) => (answer.body as Problem).code;
  const auditOf = (caseId: string) =>
    desk.sql<{ action: string; outcome: string; canonical: Buffer }>(
      'select action, outcome, canonical from audit_event where case_id = $1 order by at, id',
      [caseId],
    );

  describe('an agent opens a case', () => {
    it('and gets a reference to say aloud, with what may be done in it', async () => {
      const view = await open(mira, { channel: 'phone', ticket: 'T-77', note: 'Calls from abroad.' });
      expect(view.reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      expect(view).toMatchObject({
        state: 'open',
        own: true,
        ticket: 'T-77',
        agentId: mira.id,
        accounts: [],
      });
      expect(view.notes).toMatchObject([{ body: 'Calls from abroad.' }]);
      expect(view.timeline.map(({ action }) => action)).toEqual(['case.opened']);
      expect(verdict(view, 'add-account')).toMatchObject({ allowed: true });
      expect(verdict(view, 'reassign-email')).toMatchObject({ allowed: false });
    });

    it('twice with the same key and has one case', async () => {
      const key = { 'idempotency-key': 'open-once' };
      const first = await mira.post<CaseView>('/api/cases', { channel: 'chat' }, key);
      const again = await mira.post<CaseView>('/api/cases', { channel: 'chat' }, key);
      expect(again.body.id).toBe(first.body.id);
      expect(code(await mira.post('/api/cases', { channel: 'phone' }, key))).toBe('idempotency-key-reused');
    });

    it.each([
      [{ channel: 'pigeon' }, 'channel'],
      [{ channel: 'phone', agentId: 'x' }, 'body'],
      [{ channel: 'phone', ticket: 'a‮b' }, 'ticket'],
      [{}, 'channel'],
    ])('and what cannot be is a field error: %j', async (body, field) => {
      const answer = await mira.post<Problem>('/api/cases', body);
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.body.errors ?? {})).toContain(field);
    });
  });

  describe('an agent adds accounts', () => {
    it('as claimed and as duplicate, and the claimed one may then be asked about', async () => {
      const story = await aStory(desk, 'A');
      const { id } = await open(mira);
      await mira.post(`/api/cases/${id}/accounts`, { accountId: story.old.id, role: 'claimed' });
      const answer = await mira.post<CaseView>(`/api/cases/${id}/accounts`, {
        accountId: story.duplicate.id,
        role: 'duplicate',
      });
      expect(answer.status).toBe(201);
      expect(answer.body.accounts).toMatchObject([
        { accountId: story.old.id, role: 'claimed', assurance: 'none', roundsLeft: 3, excludedKinds: [] },
        { accountId: story.duplicate.id, role: 'duplicate' },
      ]);
      expect(verdict(answer.body, 'send-evidence-round', story.old.id)).toMatchObject({ allowed: true });
      expect(verdict(answer.body, 'reassign-email', story.old.id)).toMatchObject({
        allowed: false,
        missing: expect.arrayContaining(['assurance-verified', 'possession']) as unknown,
      });
      const sendable = answer.body.allowedActions.filter(
        ({ action, allowed }) => action === 'send-code' && allowed,
      );
      expect(sendable.map(({ identifierId }) => identifierId)).toEqual(
        expect.arrayContaining([story.old.phone.id, story.duplicate.email.id]),
      );
    });

    it('but not one twice, also not by its tombstone, not a second claimed one, not one that is not there', async () => {
      const { old, duplicate } = await aStory(desk, 'A');
      const tombstone = await anAccount(desk, { status: 'merged', mergedInto: old.id });
      const { id } = await open(mira);
      const add = (accountId: string, role: string) =>
        mira.post<Problem>(`/api/cases/${id}/accounts`, { accountId, role });
      expect((await add(old.id, 'claimed')).status).toBe(201);
      expect(code(await add(old.id, 'duplicate'))).toBe('account-already-in-case');
      expect(code(await add(duplicate.id, 'claimed'))).toBe('claimed-account-exists');
      expect(code(await add(tombstone.id, 'duplicate'))).toBe('account-already-in-case');
      const unknown = await add('0198a9b2-0000-7000-8000-000000000000', 'duplicate');
      expect(unknown.body).toMatchObject({
        code: 'invalid-input',
        errors: { accountId: expect.any(String) as unknown },
      });
      const refused = (await auditOf(id)).filter(({ outcome }) => outcome === 'refused');
      expect(refused.map(({ action }) => action)).toEqual(Array(4).fill('case.account-added'));
    });

    it('by a tombstone, and its survivor is added', async () => {
      const { old } = await aStory(desk, 'A');
      const tombstone = await anAccount(desk, { status: 'merged', mergedInto: old.id });
      const { id } = await open(mira);
      const answer = await mira.post<CaseView>(`/api/cases/${id}/accounts`, {
        accountId: tombstone.id,
        role: 'claimed',
      });
      expect(answer.status).toBe(201);
      expect(answer.body.accounts).toMatchObject([{ accountId: old.id, role: 'claimed' }]);
      const page = await mira.get(`/api/accounts/${tombstone.id}?caseId=${id}`);
      expect(page).toMatchObject({
        status: 200,
        body: { id: old.id, leadsFrom: [tombstone.id], assurance: 'none', opened: null },
      });
      const card = await mira.get(`/api/accounts/${tombstone.id}`);
      expect(card.body).toMatchObject({ id: tombstone.id, status: 'merged', mergedInto: old.id });
    });

    it('at the same moment from two windows, and only one is claimed', async () => {
      const { old, duplicate } = await aStory(desk, 'B');
      const { id } = await open(mira);
      const answers = await Promise.all(
        [old.id, duplicate.id].map((accountId) =>
          mira.post(`/api/cases/${id}/accounts`, { accountId, role: 'claimed' }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe('what was gathered', () => {
    it('verifies the caller and makes the change possible, until it fades', async () => {
      const { old } = await aStory(desk, 'A');
      const agent = await desk.signedIn('agent');
      const built = await aCase(desk, { agentId: agent.id, claimed: old.id });
      const about = { caseId: built.id, accountId: old.id, agentId: agent.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: old.phone });
      const { body } = await agent.get<CaseView>(`/api/cases/${built.id}`);
      expect(body.accounts[0]).toMatchObject({ assurance: 'verified', assuranceMissing: [], roundsLeft: 3 });
      expect(verdict(body, 'reassign-email', old.id)).toMatchObject({ allowed: true });
      expect(body.challenges).toMatchObject([{ state: 'passed', purpose: 'evidence' }]);
      expect(body.challenges[0]?.destination).not.toContain(old.phone.normalised.slice(3, 9));
      // Not by the desk's clock, which would sign the agent out.
      await desk.sql(`update evidence_round set at = at - interval '31 minutes' where case_id = $1`, [
        built.id,
      ]);
      await desk.sql(`update challenge set used_at = used_at - interval '31 minutes' where case_id = $1`, [
        built.id,
      ]);
      const later = await agent.get<CaseView>(`/api/cases/${built.id}`);
      expect(later.body.accounts[0]).toMatchObject({ assurance: 'none' });
      expect(verdict(later.body, 'reassign-email', old.id)).toMatchObject({ allowed: false });
    });

    it('in variant B wants the last order in the round before the taken phone counts', async () => {
      const { old } = await aStory(desk, 'B');
      const built = await aCase(desk, { agentId: mira.id, claimed: old.id });
      const about = { caseId: built.id, accountId: old.id, agentId: mira.id };
      await aRound(desk, { ...about, kinds: ['shipping_address', 'full_name'] });
      await anAnsweredCode(desk, { ...about, identifier: old.phone, needsLastOrder: true });
      const { body } = await mira.get<CaseView>(`/api/cases/${built.id}`);
      expect(body.accounts[0]).toMatchObject({ assurance: 'identified', assuranceMissing: ['last-order'] });
    });

    it('counts failed rounds of all cases, and a lock shows in another agent’s case', async () => {
      const { old } = await aStory(desk, 'A');
      const mine = await aCase(desk, { agentId: mira.id, claimed: old.id });
      const theirs = await aCase(desk, { agentId: jon.id, claimed: old.id });
      const failed = { accountId: old.id, enough: false };
      await aRound(desk, { ...failed, caseId: mine.id, agentId: mira.id });
      await aRound(desk, { ...failed, caseId: theirs.id, agentId: jon.id });
      const before = await jon.get<CaseView>(`/api/cases/${theirs.id}`);
      expect(before.body.accounts[0]).toMatchObject({ roundsLeft: 1, lockedUntil: null });
      await desk.sql(
        `insert into verification_lock (id, account_id, at, until, reason)
         values (gen_random_uuid(), $1, now(), now() + interval '24 hours', 'failed-rounds')`,
        [old.id],
      );
      const after = await jon.get<CaseView>(`/api/cases/${theirs.id}`);
      expect(after.body.accounts[0]?.lockedUntil).not.toBeNull();
      expect(verdict(after.body, 'send-evidence-round', old.id)).toMatchObject({
        allowed: false,
        missing: ['verification-unlocked'],
      });
    });
  });

  it('a caller who lost the mailbox cannot be sent a code to it', async () => {
    const account = await anAccount(desk, { email: 'lost@mail.example', phone: '+919812300001' });
    const built = await aCase(desk, { agentId: mira.id, claimed: account.id });
    const { status, body } = await mira.post<CaseView>(`/api/cases/${built.id}/lost-emails`, {
      accountId: account.id,
    });
    expect(status).toBe(201);
    expect(body.accounts[0]).toMatchObject({ emailReportedLost: true });
    const toEmail = body.allowedActions.find(
      ({ action, identifierId }) => action === 'send-code' && identifierId === account.identifiers.email?.id,
    );
    expect(toEmail).toMatchObject({ allowed: false, missing: ['contact-usable'] });
    const other = await anAccount(desk);
    const refused = await mira.post(`/api/cases/${built.id}/lost-emails`, { accountId: other.id });
    expect(code(refused)).toBe('account-not-in-case');
  });

  describe('an agent closes a case', () => {
    it('with an outcome, and nothing can be done in it any more', async () => {
      const { id } = await open(mira);
      const closed = await mira.post<CaseView>(`/api/cases/${id}/close`, {
        outcome: 'customer-gave-up',
        note: 'Will call again.',
      });
      expect(closed.status).toBe(200);
      expect(closed.body).toMatchObject({ state: 'closed', outcome: 'customer-gave-up' });
      expect(closed.body.closedAt).not.toBeNull();
      expect(closed.body.timeline.map(({ action }) => action)).toEqual(['case.opened', 'case.closed']);
      expect(code(await mira.post(`/api/cases/${id}/close`, { outcome: 'recovered' }))).toBe('case-closed');
      expect(code(await mira.post(`/api/cases/${id}/notes`, { body: 'One more thing' }))).toBe('case-closed');
      const { old } = await aStory(desk, 'A');
      const added = await mira.post(`/api/cases/${id}/accounts`, { accountId: old.id, role: 'claimed' });
      expect(code(added)).toBe('case-closed');
    });
  });

  it('an agent reopens a closed case with a reason, and has to verify the caller anew', async () => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const about = { caseId: id, accountId: story.old.id, agentId: mira.id };
    await aRound(desk, about);
    await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
    const early = await mira.post(`/api/cases/${id}/reopen`, { reason: 'Too early.' });
    expect(code(early)).toBe('case-state-conflict');
    await mira.post(`/api/cases/${id}/close`, { outcome: 'customer-gave-up' });
    const { status, body } = await mira.post<CaseView>(`/api/cases/${id}/reopen`, {
      reason: 'She called back.',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'open',
      outcome: null,
      closedAt: null,
      notes: [{ body: 'She called back.' }],
      accounts: [{ assurance: 'none' }],
    });
    expect((await auditOf(id)).at(-1)?.action).toBe('case.reopened');
  });

  describe('an agent hands a case over', () => {
    it('and its evidence counts for nothing, but what found the account still proves nothing', async () => {
      const { old } = await aStory(desk, 'A');
      const ada = await desk.signedIn('agent');
      const built = await aCase(desk, { agentId: mira.id, claimed: old.id });
      const about = { caseId: built.id, accountId: old.id, agentId: mira.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: old.phone });
      await desk.sql(`insert into search_hit values ($1, $2, 'phone', now())`, [mira.id, old.id]);
      const handed = await mira.post<CaseView>(`/api/cases/${built.id}/hand-over`, {
        agentId: jon.id,
        reason: 'End of my shift.',
      });
      expect(handed.status).toBe(200);
      expect(handed.body).toMatchObject({ own: false, agentId: jon.id });
      const { body } = await jon.get<CaseView>(`/api/cases/${built.id}`);
      expect(body).toMatchObject({ own: true, notes: [{ body: 'End of my shift.' }] });
      expect(body.accounts[0]).toMatchObject({ assurance: 'none', excludedKinds: ['linked_phone_number'] });
      await jon.post(`/api/cases/${built.id}/hand-over`, { agentId: ada.id, reason: 'Lunch.' });
      const third = await ada.get<CaseView>(`/api/cases/${built.id}`);
      expect(third.body.accounts[0]).toMatchObject({ excludedKinds: ['linked_phone_number'] });
    });

    it('but not to somebody who left, nor to themselves', async () => {
      const { id } = await open(mira);
      const gone = await desk.hire('agent');
      await desk.sql('update agent set disabled_at = now() where id = $1', [gone.id]);
      for (const agentId of [gone.id, mira.id]) {
        const answer = await mira.post<Problem>(`/api/cases/${id}/hand-over`, { agentId, reason: 'x' });
        expect(answer.body).toMatchObject({
          code: 'invalid-input',
          errors: { agentId: expect.any(String) as unknown },
        });
      }
    });
  });

  describe('an agent lists cases', () => {
    it('mine, by state, by a reference as it was heard, by ids, sorted and paged', async () => {
      const ada = await desk.signedIn('agent');
      const built = [];
      for (const days of [3, 2, 1])
        built.push(await aCase(desk, { agentId: ada.id, openedAt: daysAgo(days) }));
      await aCase(desk, { agentId: ada.id, state: 'closed', ticket: 'SHOP-9' });
      const list = async (params: Record<string, unknown>) => {
        const query = new URLSearchParams(
          Object.entries(params).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
        );
        const answer = await ada.get<CaseSummary[]>(`/api/cases?${query.toString()}`);
        expect(answer.status).toBe(200);
        return { ids: answer.body.map(({ id }) => id), range: answer.headers.get('content-range') };
      };
      const open3 = { mine: true, state: 'open' };
      expect(await list({ filter: open3, sort: ['openedAt', 'ASC'], range: [0, 1] })).toEqual({
        ids: [built[0]?.id, built[1]?.id],
        range: 'cases 0-1/3',
      });
      expect((await list({ filter: { mine: true } })).ids).toHaveLength(4);
      expect((await list({ filter: { mine: true, q: 'SHOP-9' } })).ids).toHaveLength(1);
      const heard = built[2]?.reference.toLowerCase().replace('-', ' ');
      expect((await list({ filter: { q: heard } })).ids).toEqual([built[2]?.id]);
      expect((await list({ filter: { id: [built[0]?.id, built[2]?.id] } })).ids).toHaveLength(2);
      expect((await list({ filter: { q: 'nothing of the kind' } })).ids).toEqual([]);
    });
  });

  it('the timeline and the log of a case hold nothing personal', async () => {
    const story = await aStory(desk, 'B');
    const { id } = await open(mira);
    await mira.post(`/api/cases/${id}/accounts`, { accountId: story.old.id, role: 'claimed' });
    const { body } = await mira.get<CaseView>(`/api/cases/${id}`);
    const log = (await auditOf(id)).map(({ canonical }) => canonical.toString()).join('\n');
    for (const value of story.personal) {
      expect(JSON.stringify(body)).not.toContain(value);
      expect(log).not.toContain(value);
    }
  });

  it.each(['nonsense', '0198a9b2-0000-7000-8000-000000000000'])('there is no case %s', async (id) => {
    const answer = await mira.get(`/api/cases/${id}`);
    expect([404, 422]).toContain(answer.status);
    const note = await mira.post(`/api/cases/${id}/notes`, { body: 'x' });
    expect([404, 422]).toContain(note.status);
  });
});
