import type { ApprovalView, CaseView, MergePreview, ReassignEmailResponse } from '@relink/contract';
import {
  aCase,
  anAccount,
  anAddress,
  anAnsweredCode,
  anEmailAddress,
  anOrder,
  aPhoneNumber,
  aRound,
} from '@relink/testing';
import { Customer } from './harness/customer.ts';
import {
  type Agent,
  ask,
  aScene,
  carryOut,
  preview,
  type Problem,
  type Scene,
} from './harness/merge-scene.ts';
import { aWaitingMerge } from './harness/merging.ts';
import { aRichAccount, objectionToken, oppose, type Rich } from './harness/opposing.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import { merge } from './harness/undo-scene.ts';

describe('a thief at the desk who owns one account and wants another', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  /** Two accounts are merged by a second person's yes, whatever was proven. */
  const mergedBy = async (survivorId: string, otherId: string): Promise<string> => {
    const { id: caseId } = await aCase(desk, {
      agentId: mira.id,
      claimed: survivorId,
      duplicates: [otherId],
    });
    const asked = await aWaitingMerge(desk, { survivorId, otherId, caseId }, mira.id);
    expect((await vera.post(`/api/approvals/${asked.approvalId}/approve`, {})).status).toBe(200);
    expect(await carryOut(desk, asked.mergeId)).toBe('done');
    return asked.mergeId;
  };
  const statuses = (scene: Pick<Scene, 'survivorId' | 'otherId'>) =>
    desk.sql('select status from account where id = any($1)', [[scene.survivorId, scene.otherId]]);

  describe('and takes over the victim’s e-mail first', () => {
    /** An e-mail of the thief's is the victim's login, and the victim is told of it. */
    const taken = async (victim: Rich): Promise<string> => {
      const jon = await desk.signedIn('agent');
      const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: victim.id });
      const about = { caseId, accountId: victim.id, agentId: jon.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: victim.phone });
      const email = anEmailAddress('thief');
      const asked = await jon.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
        accountId: victim.id,
        email,
      });
      expect(asked.status).toBe(201);
      const customer = new Customer(desk);
      await customer.confirm(await customer.received(email, 'email-confirmation'));
      return objectionToken(desk, victim.email!.normalised, 'email-change-effective');
    };

    it('does not get away with it by merging the account away: "this wasn’t me" locks what it is now', async () => {
      const victim = await aRichAccount(desk, { email: true });
      const token = await taken(victim);
      const own = await anAccount(desk, { phone: aPhoneNumber() });
      await mergedBy(own.id, victim.id);
      await desk.sql(
        `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at)
         values (sha256('thief'), $1, now(), now(), now() + interval '1 day')`,
        [own.id],
      );
      expect(await oppose(desk.browser(), token)).toMatchObject({ status: 200, body: { outcome: 'locked' } });
      expect(
        await desk.sql('select 1 from verification_lock where account_id = $1 and until > now()', [own.id]),
      ).toHaveLength(1);
      expect(
        await desk.sql('select 1 from customer_session where account_id = $1 and ended_at is null', [own.id]),
      ).toEqual([]);
      expect(
        await desk.sql(`select kind from notice where account_id = any($1)`, [[own.id, victim.id]]),
      ).toEqual([{ kind: 'change-opposed' }]);
      // A supervisor looks, and lifts it or has the merge taken back.
      const { id: caseId } = await aCase(desk, { agentId: vera.id, claimed: own.id });
      const lifted = await vera.post(`/api/cases/${caseId}/lock-lifts`, {
        accountId: own.id,
        reason: 'Looked.',
      });
      expect([lifted.status, lifted.body]).toMatchObject([200, {}]);
    });
  });

  describe('with an agent who is bribed', () => {
    it('gets no fact of a search into a round by merging the account that was found', async () => {
      const [old, other] = [await anAccount(desk, { phone: aPhoneNumber() }), await anAccount(desk, {})];
      const { number } = await anOrder(desk, { accountId: other.id });
      const found = await mira.get(
        `/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q: number }))}`,
      );
      expect(found.body).toMatchObject([{ id: other.id }]);
      await mergedBy(old.id, other.id);
      const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
      const view = await mira.get<CaseView>(`/api/cases/${id}`);
      expect(view.body.accounts[0]?.excludedKinds).toEqual(['last_order']);
    });

    it('sees no name, street, note, tag, birth date or contact of an account that nobody has proven', async () => {
      const old = await anAccount(desk, { phone: aPhoneNumber() });
      const victim = await anAccount(desk, {
        firstName: 'Bhavani',
        lastName: 'Venkataraman',
        email: anEmailAddress('bhavani'),
        note: 'Her gate code is 4711.',
      });
      await anAddress(desk, victim.id, {
        name: 'Bhavani Venkataraman',
        line1: '7 Temple Road',
        postcode: '641001',
      });
      await desk.sql(`update account set birth_date = '1971-03-08', tags = array['widow'] where id = $1`, [
        victim.id,
      ]);
      await anOrder(desk, { accountId: victim.id, total: '4711.00' });
      const { id: caseId } = await aCase(desk, {
        agentId: mira.id,
        claimed: old.id,
        duplicates: [victim.id],
      });
      const scene = { caseId, survivorId: old.id, otherId: victim.id };
      const swapped = { ...scene, survivorId: victim.id, otherId: old.id };
      for (const seen of [await preview(mira, scene), await preview(mira, swapped)]) {
        expect(seen.status).toBe(200);
        expect(withoutIds(seen.body)).not.toMatch(
          /Bhavani|Venkataraman|bhavani|Temple|641001|gate|widow|1971|4711/,
        );
      }
    });

    it('learns what a customer holds, wishes and agreed to only once a caller was verified', async () => {
      const old = await anAccount(desk, { phone: aPhoneNumber() });
      const victim = await anAccount(desk, { email: anEmailAddress(), language: 'gu' });
      await desk.sql(
        `update account set loyalty_points = 4711, has_balance = true, contact_preference = 'post' where id = $1`,
        [victim.id],
      );
      await desk.sql(`insert into store_credit values ($1, 'INR', 815.00)`, [victim.id]);
      await desk.sql(`insert into consent values ($1, 'sms-marketing', true, now())`, [victim.id]);
      await desk.sql(
        `insert into subscription (id, realm, external_id, account_id, product, state)
         values (gen_random_uuid(), 'main', gen_random_uuid()::text, $1, 'Insulin needles', 'active')`,
        [victim.id],
      );
      const { id: caseId } = await aCase(desk, {
        agentId: mira.id,
        claimed: old.id,
        duplicates: [victim.id],
      });
      const scene = { caseId, survivorId: old.id, otherId: victim.id };
      const before = withoutIds((await preview(mira, scene)).body);
      expect(before).not.toMatch(/4711|815|sms-marketing|Insulin|"gu"|"post"/);
      const about = { caseId, accountId: old.id, agentId: mira.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: old.identifiers.phone! });
      expect((await preview(mira, scene)).body).toMatchObject({
        moves: { points: 4711, credits: [{ currency: 'INR', amount: '815.00' }] },
      });
    });

    it('is not served another agent’s merge by sending their key again', async () => {
      const jon = await desk.signedIn('agent');
      const scene = await aScene(desk, mira.id, { strong: true });
      const seen = await preview(mira, scene);
      const body = {
        survivorId: scene.survivorId,
        otherId: scene.otherId,
        choices: {},
        planHash: seen.body.planHash,
        reason: 'The same customer.',
      };
      const key = { 'idempotency-key': crypto.randomUUID() };
      const path = `/api/cases/${scene.caseId}/merges`;
      expect((await mira.post(path, body, key)).status).toBe(201);
      const stolen = await jon.post<Problem>(path, body, key);
      expect([stolen.status >= 400, stolen.body.code]).toEqual([true, 'not-your-case']);
    });

    it('merges nothing alone whose other side was not proven: whatever is at stake, whichever stays', async () => {
      const stakes: ((id: string) => Promise<unknown>)[] = [
        (id) => anOrder(desk, { accountId: id }),
        (id) => desk.sql('update account set has_balance = true, loyalty_points = 5 where id = $1', [id]),
        (id) => desk.sql('update account set has_subscription = true where id = $1', [id]),
        () => desk.sql(`update challenge set used_at = null where purpose = 'identifier-move'`),
      ];
      for (const put of stakes) {
        const scene = await aScene(desk, mira.id, { strong: true });
        await put(scene.otherId);
        const swapped = { ...scene, survivorId: scene.otherId, otherId: scene.survivorId };
        for (const each of [scene, swapped])
          expect((await preview(mira, each)).body).toMatchObject({ needsApproval: true });
        expect(await ask(mira, swapped)).toMatchObject({ status: 201, body: { state: 'waiting' } });
        await desk.sql(
          `update merge set state = 'refused', refusal = 'approval-rejected' where case_id = $1`,
          [scene.caseId],
        );
      }
    });

    it('has the merge agreed to by nobody who took evidence about either account, wherever that was', async () => {
      const bribed = await desk.signedIn('supervisor');
      const scene = await aScene(desk, mira.id);
      const { id: elsewhere } = await aCase(desk, { agentId: bribed.id, claimed: scene.otherId });
      await aRound(desk, { caseId: elsewhere, accountId: scene.otherId, agentId: bribed.id, enough: false });
      const { body } = await ask(mira, scene);
      const approval = `/api/approvals/${body.approvalId!}`;
      const { body: view } = await bribed.get<ApprovalView>(approval);
      expect([view.mayApprove, view.mayNot]).toEqual([false, 'own-request']);
      const said = await bribed.post<Problem>(`${approval}/approve`, {});
      expect([said.status >= 400, said.body.code]).toEqual([true, 'own-request']);
      expect(await carryOut(desk, body.id)).toBe('settled');
      expect(await statuses(scene)).toEqual([{ status: 'active' }, { status: 'active' }]);
    });

    it('gets no merge by the yes of a supervisor who was made an agent a moment ago', async () => {
      const former = await desk.signedIn('supervisor');
      const scene = await aScene(desk, mira.id);
      const { body } = await ask(mira, scene);
      await desk.sql(`update agent set role = 'agent' where id = $1`, [former.id]);
      const said = await former.post<Problem>(`/api/approvals/${body.approvalId!}/approve`, {});
      expect(said.status).toBeGreaterThanOrEqual(400);
      expect(await carryOut(desk, body.id)).toBe('settled');
    });

    it('keeps nothing that was proven of his own account once the victim’s is the one that stays', async () => {
      const scene = await aScene(desk, mira.id);
      // The victim's is the older one; the thief is verified as the other in a case of his alone.
      const thief = await anAccount(desk, { phone: aPhoneNumber() });
      const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: thief.id });
      const about = { caseId, accountId: thief.id, agentId: mira.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: thief.identifiers.phone! });
      expect((await mira.get<CaseView>(`/api/cases/${caseId}`)).body.accounts[0]?.assurance).toBe('verified');
      await mergedBy(scene.survivorId, thief.id);
      const { body } = await mira.get<CaseView>(`/api/cases/${caseId}`);
      expect(body.accounts[0]).toMatchObject({ accountId: scene.survivorId, assurance: 'none' });
      const asked = await mira.post<Problem>(`/api/cases/${caseId}/email-reassignments`, {
        accountId: scene.survivorId,
        email: anEmailAddress('thief'),
      });
      expect(asked.status).toBeGreaterThanOrEqual(400);
    });
  });

  describe('and is found out in between', () => {
    it('has a merge refused that waits for its yes when somebody suspects fraud', async () => {
      const jon = await desk.signedIn('agent');
      const scene = await aScene(desk, mira.id);
      const { body } = await ask(mira, scene);
      const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: scene.otherId });
      expect((await jon.post(`/api/cases/${caseId}/suspected-fraud`, {})).status).toBeLessThan(300);
      const said = await vera.post<Problem>(`/api/approvals/${body.approvalId!}/approve`, {});
      expect([said.status >= 400, said.body.code]).toEqual([true, 'approval-void']);
      expect(await carryOut(desk, body.id)).toBe('settled');
      expect(await statuses(scene)).toEqual([{ status: 'active' }, { status: 'active' }]);
    });

    it('has one refused that the worker already has', async () => {
      const jon = await desk.signedIn('agent');
      const scene = await aScene(desk, mira.id, { strong: true });
      const { body } = await ask(mira, scene);
      expect(body.state).toBe('queued');
      const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: scene.survivorId });
      await jon.post(`/api/cases/${caseId}/suspected-fraud`, {});
      expect(await carryOut(desk, body.id)).toBe('refused');
      expect(await statuses(scene)).toEqual([{ status: 'active' }, { status: 'active' }]);
    });

    it('has none carried out that he queued before all changes were stopped for days', async () => {
      const scene = await aScene(desk, mira.id, { strong: true });
      const { body } = await ask(mira, scene);
      const root = await desk.signedIn('admin');
      expect((await root.post('/api/change-stops', { reason: 'Somebody is at it.' })).status).toBeLessThan(
        300,
      );
      expect(await carryOut(desk, body.id)).toBe('stopped');
      await desk.sql(`update merge set requested_at = requested_at - interval '2 days' where id = $1`, [
        body.id,
      ]);
      await desk.sql(
        `update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'Over.'`,
      );
      expect(await carryOut(desk, body.id)).toBe('refused');
      expect(await statuses(scene)).toEqual([{ status: 'active' }, { status: 'active' }]);
    });

    it('cannot have a plan carried out that was looked at before the accounts moved', async () => {
      const scene = await aScene(desk, mira.id);
      const { body: seen } = await preview(mira, scene);
      await desk.sql('update account set security_version = security_version + 1 where id = $1', [
        scene.otherId,
      ]);
      const said = await mira.post<Problem & MergePreview>(`/api/cases/${scene.caseId}/merges`, {
        survivorId: scene.survivorId,
        otherId: scene.otherId,
        planHash: seen.planHash,
      });
      expect([said.status >= 400, said.body.code]).toEqual([true, 'merge-plan-moved']);
    });
  });

  it('is not a merge twice: the plan of one that was done is no plan of the next', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const { body: seen } = await preview(mira, scene);
    await merge(desk, [mira, vera], scene);
    const said = await mira.post<Problem>(`/api/cases/${scene.caseId}/merges`, {
      survivorId: scene.survivorId,
      otherId: scene.otherId,
      planHash: seen.planHash,
    });
    expect([said.status >= 400, said.body.code]).toEqual([true, expect.stringMatching(/account|merge/)]);
  });
});

/** What an answer says apart from ids and hashes, which may hold any digits by chance. */
const withoutIds = (body: unknown): string => JSON.stringify(body).replace(/[0-9a-f-]{36,}/g, '');
