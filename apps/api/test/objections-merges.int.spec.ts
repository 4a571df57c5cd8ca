import type { ForgotPasswordResponse, MergeView, NoticeView } from '@relink/contract';
import { hash } from '@node-rs/argon2';
import { aCase } from '@relink/testing';
import { SendForgottenReset } from '../src/features/credentials/send-forgotten-reset.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { Customer, toldOf } from './harness/customer.ts';
import { type Agent, ask, type Problem } from './harness/merge-scene.ts';
import { objectionToken, oppose } from './harness/opposing.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';
import { aMergedScene, askUndo, type MergedScene, undo } from './harness/undo-scene.ts';

const NEW_PASSWORD = 'a wholly new long password';

describe('"This wasn’t me", of a merge', () => {
  let desk: TestDesk;
  let mira: Agent;
  /** Says yes to merges; Sara to what undoes them. */
  let vera: Agent;
  let sara: Agent;
  let visitor: Browser;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    vera = await desk.signedIn('supervisor');
    sara = await desk.signedIn('supervisor');
    visitor = desk.browser();
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    await desk.sql('delete from rate_limit');
  });
  afterAll(() => desk.close());

  const merged = () => aMergedScene(desk, [mira, vera], { rich: false });
  const tokenOf = (contact: string) => objectionToken(desk, contact, 'accounts-merged');
  const givePassword = async (accountId: string) =>
    desk.sql(
      `insert into credential (account_id, password_hash, updated_at) values ($1, $2, now())
       on conflict (account_id) do update set password_hash = excluded.password_hash`,
      [accountId, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
    );
  const signIn = async (login: string, password = PASSWORD) =>
    (await desk.browser().post('/api/portal/sign-in', { login, password })).status;
  /** Asks on the portal, and the worker takes it up. */
  const forgot = async (email: string) => {
    const { status, body } = await visitor.post<ForgotPasswordResponse>('/api/portal/forgot-password', {
      email,
    });
    await desk.app
      .get(Transaction)
      .run((em, now) =>
        desk.app.get(SendForgottenReset).run(em, now, { ...body, email, address: '203.0.113.7' }),
      );
    return status;
  };
  const locksOf = ({ survivorId, otherId }: MergedScene) =>
    desk.sql<{ account_id: string; kind: string }>(
      `select account_id, kind from verification_lock where account_id in ($1, $2) and lifted_at is null`,
      [survivorId, otherId],
    );
  const noticesOf = async (agent: Agent, mergeId: string, settled = false): Promise<NoticeView[]> => {
    const filter = encodeURIComponent(JSON.stringify({ kind: 'merge-opposed', settled }));
    const { body } = await agent.get<NoticeView[]>(`/api/notices?filter=${filter}`);
    return body.filter((notice) => notice.mergeId === mergeId);
  };
  const settle = async (agent: Agent, mergeId: string, body: object) => {
    const [notice] = await noticesOf(sara, mergeId);
    return agent.post<NoticeView & Problem>(`/api/notices/${notice?.id ?? ''}/settle`, body);
  };

  it.each(['phone', 'email'] as const)(
    'by the %s of either account locks what they became, signs everybody out, and tells supervisors',
    async (by) => {
      const scene = await merged();
      await givePassword(scene.survivorId);
      const thief = desk.browser();
      await thief.post('/api/portal/sign-in', { login: scene.email, password: PASSWORD });
      expect((await thief.get('/api/portal/me')).status).toBe(200);

      const token = await tokenOf(scene[by]);
      expect(await oppose(visitor, token)).toMatchObject({ status: 200, body: { outcome: 'locked' } });

      expect((await thief.get('/api/portal/me')).status).toBe(401);
      for (const login of [scene.email, scene.phone]) expect(await signIn(login)).toBe(401);
      expect(await locksOf(scene)).toEqual([{ account_id: scene.survivorId, kind: 'opposed' }]);
      expect((await toldOf(desk, 'account-locked', scene.survivorId)).sort()).toEqual(
        [scene.email, scene.phone].sort(),
      );
      expect(await noticesOf(sara, scene.mergeId)).toMatchObject([
        { accountId: scene.survivorId, caseId: scene.caseId, agentId: mira.id, settledAt: null },
      ]);
      // The merge stands until somebody has looked.
      expect((await sara.get<MergeView>(`/api/merges/${scene.mergeId}`)).body).toMatchObject({
        state: 'done',
        mayUndo: true,
      });
    },
  );

  it('lets no change of the account through, no reset, no further merge, and no lift of its lock in a case', async () => {
    const scene = await merged();
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: scene.survivorId });
    await oppose(visitor, await tokenOf(scene.phone));
    const accountId = scene.survivorId;
    const round = { accountId, kinds: ['last_order', 'shipping_address'] };
    const tries: readonly [string, object][] = [
      ['email-reassignments', { accountId, email: 'thief@mail.example' }],
      ['evidence-rounds/preview', round],
    ];
    for (const [path, body] of tries) {
      const answer = await mira.post<Problem>(`/api/cases/${caseId}/${path}`, body);
      expect([path, answer.status >= 400]).toEqual([path, true]);
    }
    const [mail] = await desk.sql<{ id: string }>('select id from identifier where normalised = $1', [
      scene.email,
    ]);
    const reset = await mira.post(`/api/cases/${caseId}/reset-links`, { accountId, identifierId: mail?.id });
    expect(reset.status).toBe(423);
    expect(await forgot(scene.email)).toBe(200);
    expect(await toldOf(desk, 'password-reset', accountId)).toEqual([]);
    const lift = { accountId, reason: 'She rang.' };
    expect(await sara.post(`/api/cases/${caseId}/lock-lifts`, lift)).toMatchObject({
      status: 423,
      body: { code: 'account-opposed' },
    });
    const another = await aMergedScene(desk, [mira, vera], { rich: false });
    const again = { survivorId: another.survivorId, otherId: accountId, caseId };
    expect((await ask(mira, again)).status).toBeGreaterThanOrEqual(400);
  });

  it('is granted by an undoing: the lock ends, the owner signs in, and the other account’s holder sets a password', async () => {
    const scene = await merged();
    await givePassword(scene.survivorId);
    await oppose(visitor, await tokenOf(scene.email));
    expect(await signIn(scene.phone)).toBe(401);

    await undo(desk, [mira, sara], scene, { password: { do: 'keep' } });
    expect(await locksOf(scene)).toEqual([]);
    expect(await noticesOf(sara, scene.mergeId)).toEqual([]);
    expect(await noticesOf(sara, scene.mergeId, true)).toMatchObject([
      { settledByName: expect.any(String), settleReason: 'Two sisters.' },
    ]);
    expect(await signIn(scene.phone)).toBe(200);

    expect(await forgot(scene.email)).toBe(200);
    const { token } = await new Customer(desk).received(scene.email, 'password-reset');
    const set = await visitor.post('/api/portal/password-resets', { token, password: NEW_PASSWORD });
    expect(set.status).toBe(204);
    expect(await signIn(scene.email, NEW_PASSWORD)).toBe(200);
  });

  it('voids an undoing that was asked for before: it is asked for anew', async () => {
    const scene = await merged();
    const asked = await askUndo(mira, scene);
    await oppose(visitor, await tokenOf(scene.email));
    const undoing = asked.body.undo;
    const said = await sara.post<Problem>(`/api/approvals/${undoing?.approvalId ?? ''}/approve`, {});
    expect(said).toMatchObject({ status: 409, body: { code: 'approval-void' } });
    await undo(desk, [mira, sara], scene);
    expect(await locksOf(scene)).toEqual([]);
  });

  it('is turned down by a supervisor who settles the notice and says why; the merge stays and the account opens', async () => {
    const scene = await merged();
    await givePassword(scene.survivorId);
    const token = await tokenOf(scene.email);
    await oppose(visitor, token);
    // Neither who asked for the merge nor who said yes to it.
    expect(await settle(vera, scene.mergeId, { reason: 'Fine.' })).toMatchObject({
      status: 403,
      body: { code: 'own-notice' },
    });
    expect((await settle(mira, scene.mergeId, { reason: 'Fine.' })).status).toBe(403);
    expect((await settle(sara, scene.mergeId, {})).status).toBe(422);
    expect(await locksOf(scene)).toHaveLength(1);

    expect(await settle(sara, scene.mergeId, { reason: 'Both are hers: she rang.' })).toMatchObject({
      status: 200,
      body: { settleReason: 'Both are hers: she rang.' },
    });
    expect(await locksOf(scene)).toEqual([]);
    expect(await signIn(scene.email)).toBe(200);
    expect(
      await desk.sql(
        `select actor_id from audit_event where action = 'evidence.lock-lifted' and account_id = $1`,
        [scene.survivorId],
      ),
    ).toEqual([{ actor_id: sara.id }]);

    // The same contact opposes once.
    expect(await oppose(visitor, token)).toMatchObject({ status: 422, body: { code: 'link-not-accepted' } });
    expect(await signIn(scene.email)).toBe(200);
  });

  it('said again changes nothing: one lock and one notice, whoever else says it', async () => {
    const scene = await merged();
    const [first, second] = [await tokenOf(scene.phone), await tokenOf(scene.email)];
    const answers = await Promise.all([first, second].map((token) => oppose(desk.browser(), token)));
    expect(answers.map(({ status, body }) => [status, body.outcome])).toEqual([
      [200, 'locked'],
      [200, 'locked'],
    ]);
    expect((await oppose(visitor, first)).status).toBe(422);
    expect(await locksOf(scene)).toHaveLength(1);
    expect(await noticesOf(sara, scene.mergeId)).toHaveLength(1);
    expect(
      await desk.sql('select distinct about from objection where merge_id = $1', [scene.mergeId]),
    ).toEqual([{ about: scene.mergeId }]);
  });

  it('comes to nothing once the merge is undone', async () => {
    const scene = await merged();
    const token = await tokenOf(scene.email);
    await undo(desk, [mira, sara], scene);
    expect(await oppose(visitor, token)).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    expect(await locksOf(scene)).toEqual([]);
  });

  it('is refused after seven days, and opening the page consumes nothing', async () => {
    const scene = await merged();
    const token = await tokenOf(scene.email);
    expect((await visitor.fetch(`/portal/not-me?token=${token}`)).status).toBeLessThan(500);
    expect((await visitor.get(`/api/portal/objections?token=${token}`)).status).toBeGreaterThanOrEqual(400);
    expect(await locksOf(scene)).toEqual([]);
    desk.pass({ days: 8 });
    const late = await oppose(visitor, token);
    desk.pass({ days: -8 });
    expect(late).toMatchObject({ status: 422, body: { code: 'link-not-accepted' } });
    expect(await locksOf(scene)).toEqual([]);
    expect(await oppose(visitor, token)).toMatchObject({ status: 200, body: { outcome: 'locked' } });
  });
});
