import type { AccountCard, CaseView, PortalOrders, ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress, aStory, type Story } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { rightAnswers } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
const PASSWORD = 'tall monsoon kite over Surat';

describe('a customer who can’t get in', () => {
  let desk: TestDesk;
  let mira: Agent;
  let supervisor: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    supervisor = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const search = async (q: string) =>
    (await mira.get<AccountCard[]>(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q }))}`)).body;
  const load = async (caseId: string) => (await mira.get<CaseView>(`/api/cases/${caseId}`)).body;
  const allowed = async (caseId: string, action: string) =>
    (await load(caseId)).allowedActions.some((verdict) => verdict.action === action && verdict.allowed);
  const ok = async (path: string, body: object) => {
    const answer = await mira.post<{ id: string }>(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** From the call until the caller is verified. */
  const verify = async (customer: Customer, story: Story, answers: object[]) => {
    const { id } = await ok('/api/cases', { channel: 'phone', ticket: 'T-1' });
    const found = await search(
      `00${story.phone.slice(1, 3)} ${story.phone.slice(3, 8)}-${story.phone.slice(8)}`,
    );
    expect(found.find((card) => card.id === story.old.id)?.marks).toContain('orphaned');
    expect(found.find((card) => card.id === story.duplicate.id)?.marks).toContain('likely-duplicate');
    for (const personal of story.personal) expect(JSON.stringify(found)).not.toContain(personal);
    await ok(`/api/cases/${id}/accounts`, { accountId: story.old.id, role: 'claimed' });
    await ok(`/api/cases/${id}/evidence`, { accountId: story.old.id, answers });
    expect(await allowed(id, 'reassign-email')).toBe(false);
    await ok(`/api/cases/${id}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    expect((await customer.answer(await customer.received(story.phone, 'evidence-code'))).status).toBe(200);
    return id;
  };
  /** From the confirmed e-mail until she sees her old orders again. */
  const comeBack = async (customer: Customer, story: Story, caseId: string, email: string) => {
    const reset = (await load(caseId)).allowedActions.find(({ action }) => action === 'send-reset-link');
    expect(reset?.allowed).toBe(true);
    await ok(`/api/cases/${caseId}/reset-links`, {
      accountId: story.old.id,
      identifierId: reset?.identifierId,
    });
    const { token } = await customer.received(email, 'password-reset');
    const set = await customer.browser.post('/api/portal/password-resets', { token, password: PASSWORD });
    expect(set.status).toBe(204);
    expect(await toldOf(desk, 'password-changed', story.old.id)).toEqual(
      expect.arrayContaining([email, story.phone]),
    );
    expect(
      (await customer.browser.post('/api/portal/sign-in', { login: email, password: PASSWORD })).status,
    ).toBe(200);
    const { body } = await customer.browser.get<PortalOrders>('/api/portal/orders');
    expect(body.orders.map(({ number }) => number)).toEqual([
      story.orders[1]?.number,
      story.orders[0]?.number,
    ]);
    await ok(`/api/cases/${caseId}/close`, { outcome: 'recovered' });
  };
  const auditOf = async (caseId: string) => {
    const filter = encodeURIComponent(JSON.stringify({ caseId }));
    const sort = encodeURIComponent(JSON.stringify(['at', 'ASC']));
    const range = encodeURIComponent(JSON.stringify([0, 99]));
    type Event = { action: string; outcome: string; before: object | null; after: object | null };
    const { body } = await supervisor.get<Event[]>(
      `/api/audit-events?filter=${filter}&sort=${sort}&range=${range}`,
    );
    // Looks at the case are events too, as often as its page was read.
    return body.filter(({ action }) => action !== 'case.viewed');
  };

  it('whose old account still holds her phone gets it back with an e-mail that nobody had (A)', async () => {
    const customer = new Customer(desk);
    const story = await aStory(desk, 'A');
    const caseId = await verify(customer, story, rightAnswers(story));
    expect(await allowed(caseId, 'reassign-email')).toBe(true);
    const email = anEmailAddress('asha.new');
    const asked = await ok(`/api/cases/${caseId}/email-reassignments`, { accountId: story.old.id, email });
    expect((asked as ReassignEmailResponse).state).toBe('pending');
    expect(await allowed(caseId, 'send-reset-link')).toBe(false);
    await customer.confirm(await customer.received(email, 'email-confirmation'));
    await comeBack(customer, story, caseId, email);
    const events = await auditOf(caseId);
    expect(events.map(({ action }) => action)).toEqual([
      'case.opened',
      'case.account-added',
      'evidence.round-sent',
      'challenge.sent',
      'challenge.answered',
      'identifier.email-requested',
      'challenge.answered',
      'identifier.email-effective',
      'credential.reset-sent',
      'challenge.answered',
      'credential.password-set',
      'case.closed',
    ]);
    const effective = events.find(({ action }) => action === 'identifier.email-effective');
    expect(effective).toMatchObject({
      before: { email, state: 'pending' },
      after: { email, state: 'verified' },
    });
  });

  it('whose duplicate took the phone gets her account back, and the duplicate’s e-mail with it (B)', async () => {
    const customer = new Customer(desk);
    const story = await aStory(desk, 'B');
    const caseId = await verify(customer, story, rightAnswers(story).slice(1));
    expect(await allowed(caseId, 'reassign-email')).toBe(false);
    await ok(`/api/cases/${caseId}/evidence`, { accountId: story.old.id, answers: rightAnswers(story) });
    expect(await allowed(caseId, 'reassign-email')).toBe(true);
    const email = story.duplicate.email.value;
    const wanted = { accountId: story.old.id, email };
    const path = `/api/cases/${caseId}/email-reassignments`;
    expect(await mira.post(path, wanted)).toMatchObject({
      body: { code: 'email-on-duplicate', details: { next: 'add-duplicate' } },
    });
    await ok(`/api/cases/${caseId}/accounts`, { accountId: story.duplicate.id, role: 'duplicate' });
    expect(await mira.post(path, wanted)).toMatchObject({
      body: { code: 'email-on-duplicate', details: { next: 'send-code-to-duplicate' } },
    });
    await ok(`/api/cases/${caseId}/challenges`, {
      accountId: story.duplicate.id,
      identifierId: story.duplicate.email.id,
      purpose: 'identifier-move',
    });
    await customer.answer(await customer.received(email, 'identifier-move-code'));
    expect(await ok(path, wanted)).toMatchObject({ state: 'effective' });
    await comeBack(customer, story, caseId, email);
    const refused = (await auditOf(caseId)).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ action }) => action)).toEqual(Array(2).fill('identifier.email-requested'));
  });
});
