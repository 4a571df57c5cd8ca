import { setTimeout as wait } from 'node:timers/promises';
import type { ApprovalView } from '@relink/contract';
import { anEmailAddress, anIdentifier } from '@relink/testing';
import { runSql } from '../src/platform/database/named-statement.ts';
import { awaitChangesUnderWay } from '../src/platform/policy/changes-gate.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { aHeldEmail } from './harness/held-change.ts';
import { loginsOf, objectionToken, oppose, type Rich, stateOf } from './harness/opposing.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; details?: { approvalId?: string } };

describe('a second person', () => {
  let desk: TestDesk;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const held = async (by: Agent, account?: Rich) => {
    const change = await aHeldEmail(desk, by, { ...(account && { account }) });
    return { ...change, id: change.approvalId };
  };
  const approve = (agent: Agent, id: string) =>
    agent.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, { reason: 'Known customer.' });
  const reject = (agent: Agent, id: string) =>
    agent.post<ApprovalView & Problem>(`/api/approvals/${id}/reject`, { reason: 'It smells.' });
  const events = async (caseId: string) =>
    (
      await desk.sql<{ action: string }>(
        `select action from audit_event where case_id = $1 and outcome = 'done' order by at, id`,
        [caseId],
      )
    ).map(({ action }) => action);

  it('sees what would be done, masked, and what was proven; their yes makes it take effect at once', async () => {
    const { id, account, changeId, email, caseId } = await held(await desk.signedIn('agent'));
    const { body } = await vera.get<ApprovalView>(`/api/approvals/${id}`);
    expect(body).toMatchObject({
      kind: 'held-change',
      state: 'waiting',
      caseId,
      current: true,
      mayApprove: true,
      holdReasons: ['nobody-else-to-warn'],
      evidence: { rounds: [{ enough: true }], codes: [{ method: 'sms', answered: true }] },
    });
    expect(body.plan?.after).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain(email);
    expect(JSON.stringify(body)).not.toContain(account.phone.normalised);

    expect(await approve(vera, id)).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await stateOf(desk, changeId)).toBe('effective');
    expect(await loginsOf(desk, account.id)).toContain(email);
    expect(await events(caseId)).toEqual(
      expect.arrayContaining(['approval.viewed', 'approval.approved', 'identifier.email-effective']),
    );
    expect(await approve(vera, id)).toMatchObject({ status: 409, body: { code: 'approval-decided' } });
  });

  it('says no, and the change is given up', async () => {
    const { id, changeId, account, email } = await held(await desk.signedIn('agent'));
    expect(await reject(vera, id)).toMatchObject({ status: 200, body: { state: 'rejected' } });
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await loginsOf(desk, account.id)).not.toContain(email);
  });

  it('is never who asked for it or took the evidence, whatever they sign in as', async () => {
    const sam = await desk.signedIn('supervisor');
    const { id, changeId } = await held(sam);
    expect(await approve(sam, id)).toMatchObject({ status: 403, body: { code: 'own-request' } });
    expect(await reject(sam, id)).toMatchObject({ status: 403, body: { code: 'own-request' } });
    expect(await stateOf(desk, changeId)).toBe('held');
    // Nor by the database's leave.
    await expect(
      desk.sql(`update approval set state = 'approved', decided_by = $2, decided_at = now() where id = $1`, [
        id,
        sam.id,
      ]),
    ).rejects.toThrow(/check/);
    await expect(
      desk.sql(
        `update approval set requested_by = null, state = 'approved', decided_by = $2, decided_at = now() where id = $1`,
        [id, sam.id],
      ),
    ).rejects.toThrow(/check/);
  });

  it('is not somebody whose own contact the account carries', async () => {
    const { id, account } = await held(await desk.signedIn('agent'));
    const admin = await desk.signedIn('admin');
    const friend = await desk.signedIn('supervisor');
    const declared = await admin.post(`/api/agents/${friend.id}/private-contacts`, {
      kind: 'phone',
      value: account.phone.value,
    });
    expect(declared.status).toBeLessThan(300);
    expect(await approve(friend, id)).toMatchObject({ status: 403, body: { code: 'private-contact' } });
    expect((await friend.get<ApprovalView>(`/api/approvals/${id}`)).body).toMatchObject({
      mayApprove: false,
    });
  });

  it('cannot approve what has moved; the plan of today is put before them anew', async () => {
    const { id, account, changeId } = await held(await desk.signedIn('agent'));
    await anIdentifier(desk, {
      accountId: account.id,
      kind: 'email',
      value: anEmailAddress('late'),
      use: 'contact',
    });
    await desk.sql('update account set security_version = security_version + 1 where id = $1', [account.id]);
    expect((await vera.get<ApprovalView>(`/api/approvals/${id}`)).body).toMatchObject({ current: false });
    const moved = await approve(vera, id);
    expect(moved).toMatchObject({ status: 409, body: { code: 'approval-void' } });
    const anew = moved.body.details?.approvalId ?? '';
    expect((await vera.get<ApprovalView>(`/api/approvals/${anew}`)).body).toMatchObject({ current: true });
    expect((await approve(vera, anew)).status).toBe(200);
    expect(await stateOf(desk, changeId)).toBe('effective');
  });

  it('comes too late after four hours', async () => {
    const { id } = await held(await desk.signedIn('agent'));
    desk.pass({ hours: 5 });
    const late = await desk.signedIn('supervisor');
    const answer = await approve(late, id);
    desk.pass({ hours: -5 });
    expect(answer).toMatchObject({ status: 409, body: { code: 'approval-expired' } });
  });

  it('waits while an admin has stopped all changes, but can still give it up', async () => {
    const { id, changeId } = await held(await desk.signedIn('agent'));
    await desk.sql(
      `insert into change_stop (id, stopped_at, stopped_by, reason) values (gen_random_uuid(), now(), $1, 'A leak.')`,
      [vera.id],
    );
    expect(await approve(vera, id)).toMatchObject({ status: 423, body: { code: 'changes-stopped' } });
    expect((await reject(vera, id)).status).toBe(200);
    await desk.sql(`update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'Over.'`);
    expect(await stateOf(desk, changeId)).toBe('cancelled');
  });

  it('does not slip past a stop that is being written', async () => {
    const { id, changeId } = await held(await desk.signedIn('agent'));
    const somebodyWaits = async () => {
      const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted
                        and database = (select oid from pg_database where datname = current_database())`;
      while ((await desk.sql(waiting)).length === 0) await wait(20);
    };
    const { late } = await desk.app.get(Transaction).run(async (em) => {
      await awaitChangesUnderWay(em);
      await runSql(
        em,
        `insert into change_stop (id, stopped_at, stopped_by, reason) values (gen_random_uuid(), now(), $1, 'A leak.')`,
        [vera.id],
      );
      const answer = approve(vera, id);
      await Promise.race([answer, somebodyWaits()]);
      return { late: answer };
    });
    expect(await late).toMatchObject({ status: 423, body: { code: 'changes-stopped' } });
    expect(await stateOf(desk, changeId)).toBe('held');
    await desk.sql(`update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'Over.'`);
  });

  it('of two at once, one decides', async () => {
    const { id, changeId } = await held(await desk.signedIn('agent'));
    const wim = await desk.signedIn('supervisor');
    const [yes, no] = await Promise.all([approve(vera, id), reject(wim, id)]);
    expect([yes.status, no.status].toSorted()).toEqual([200, 409]);
    expect(await stateOf(desk, changeId)).toBe(yes.status === 200 ? 'effective' : 'cancelled');
  });

  it('and somebody who says it wasn’t them at the same moment: the change is cancelled, or locked and to be reversed', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, changeId, account } = await held(await desk.signedIn('agent'));
      const token = await objectionToken(desk, account.phone.normalised, 'change-held');
      const [decided, opposed] = await Promise.all([approve(vera, id), oppose(desk.browser(), token)]);
      expect(opposed.status).toBe(200);
      if (decided.status === 200) {
        expect(opposed.body.outcome).toBe('locked');
        expect(await stateOf(desk, changeId)).toBe('effective');
      } else {
        expect([decided.status, opposed.body.outcome]).toEqual([409, 'cancelled']);
        expect(await stateOf(desk, changeId)).toBe('cancelled');
      }
    }
  });

  it('finds the longest wait on top, and what is decided below', async () => {
    const { body, headers } = await vera.get<ApprovalView[]>('/api/approvals?range=[0,99]');
    expect(headers.get('content-range')).toMatch(/^approvals 0-/);
    const waiting = body.filter(({ state }) => state === 'waiting');
    expect(body.slice(0, waiting.length)).toEqual(waiting);
    const asked = waiting.map(({ requestedAt }) => requestedAt);
    expect(asked).toEqual(asked.toSorted());
    expect((await vera.get<ApprovalView[]>('/api/approvals?filter={"kind":"reversal"}')).body).toEqual(
      body.filter(({ kind }) => kind === 'reversal'),
    );
  });
});
