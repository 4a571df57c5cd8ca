import type { FactorRecoveryView, Me, Problem, TotpSecretView } from '@relink/contract';
import { generateSync } from 'otplib';
import { Upkeep } from '../src/platform/jobs/upkeep.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

describe('a lost second factor', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open()));
  afterAll(() => desk.close());

  type List = FactorRecoveryView[] & Problem;
  const ask = (by: Awaited<ReturnType<TestDesk['signedIn']>>, agentId: string) =>
    by.post<List>(`/api/agents/${agentId}/factor-recoveries`, { reason: 'The phone fell into the sea.' });
  const people = async () => ({
    lost: await desk.signedIn('supervisor'),
    first: await desk.signedIn('admin'),
    second: await desk.signedIn('admin'),
  });
  const waiting = (list: List, agentId: string) =>
    list.find((each) => each.agentId === agentId && each.state === 'waiting')!;

  it('is removed by two admins: the agent is signed out everywhere and enrols anew', async () => {
    const { lost, first, second } = await people();
    const asked = await ask(first, lost.id);
    expect(asked.status).toBe(200);
    expect(waiting(asked.body, lost.id)).toMatchObject({ mayApprove: false, mayReject: true });
    const seen = waiting((await second.get<List>('/api/factor-recoveries')).body, lost.id);
    expect(seen).toMatchObject({ mayApprove: true, reason: 'The phone fell into the sea.' });
    expect((await second.post<List>(`/api/factor-recoveries/${seen.id}/approve`)).status).toBe(200);
    expect((await lost.get('/api/me')).status).toBe(401);
    const [agent] = await desk.sql<{ username: string }>('select username from agent where id = $1', [
      lost.id,
    ]);
    const { body } = await desk
      .browser()
      .post<Me>('/api/sign-in', { username: agent!.username, password: PASSWORD });
    expect([body.standing, body.factors]).toEqual(['enrolling', []]);
    const events = await desk.sql<{ action: string; actor_id: string }>(
      `select action, actor_id from audit_event where action like 'factor-recovery.%' order by at, id`,
    );
    expect(events).toEqual([
      { action: 'factor-recovery.requested', actor_id: first.id },
      { action: 'factor-recovery.approved', actor_id: second.id },
    ]);
  });

  it('is not removed by an admin and one whom they let in this week, whichever of the two asks', async () => {
    const { lost, first } = await people();
    const made = await first.post<{ id: string }>('/api/agents', {
      username: 'accomplice',
      name: 'Second Self',
      role: 'admin',
      password: PASSWORD,
    });
    expect(made.status).toBe(201);
    const second = await desk.signedIn('admin');
    // The one who was let in, with a browser that is signed in.
    await desk.sql('update agent_session set agent_id = $1 where agent_id = $2', [made.body.id, second.id]);
    await desk.sql('update agent_factor set agent_id = $1 where agent_id = $2', [made.body.id, second.id]);
    const asked = waiting((await ask(first, lost.id)).body, lost.id);
    const refused = await second.post<Problem>(`/api/factor-recoveries/${asked.id}/approve`);
    expect([refused.status, refused.body.code]).toEqual([403, 'let-in-lately']);
    expect(waiting((await second.get<List>('/api/factor-recoveries')).body, lost.id).mayApprove).toBe(false);
    expect((await second.post(`/api/factor-recoveries/${asked.id}/reject`)).status).toBe(200);
    const other = waiting((await ask(second, lost.id)).body, lost.id);
    expect((await first.post<Problem>(`/api/factor-recoveries/${other.id}/approve`)).body.code).toBe(
      'let-in-lately',
    );
    const third = await desk.signedIn('admin');
    expect((await third.post(`/api/factor-recoveries/${other.id}/approve`)).status).toBe(200);
  });

  it('tells admins while a recovery waits, and no more once it was decided or nobody did in time', async () => {
    const { lost, first, second } = await people();
    type Notice = { id: string; kind: string; agentId: string | null; settledByName: string | null };
    const notices = async (settled: boolean) => {
      const filter = encodeURIComponent(JSON.stringify({ kind: 'recovery-waiting', settled }));
      const { body } = await second.get<Notice[]>(`/api/notices?filter=${filter}`);
      return body.filter(({ agentId }) => agentId === lost.id);
    };
    const asked = waiting((await ask(first, lost.id)).body, lost.id);
    const [notice] = await notices(false);
    expect(notice).toMatchObject({ kind: 'recovery-waiting', agentId: lost.id });
    // Nobody takes it from before the others while it waits.
    for (const somebody of [first, lost, second, await desk.signedIn('supervisor')]) {
      const answer = await somebody.post<Problem>(`/api/notices/${notice!.id}/settle`, {});
      expect([answer.status, answer.body.code]).toEqual([409, 'notice-ends-itself']);
    }
    expect(await notices(false)).toHaveLength(1);
    expect((await second.post(`/api/factor-recoveries/${asked.id}/reject`)).status).toBe(200);
    expect(await notices(false)).toEqual([]);
    expect((await notices(true))[0]!.settledByName).toMatch(/^admin /);
    await ask(first, lost.id);
    expect(await notices(false)).toHaveLength(1);
    await desk.sql(
      `update factor_recovery set expires_at = now() - interval '1 minute' where state = 'waiting'`,
    );
    await desk.app.get(Upkeep).run();
    expect(await notices(false)).toEqual([]);
    expect((await notices(true)).map(({ settledByName }) => settledByName)).toContain(null);
  });

  it('is not removed by one admin alone, nor by whoever lost it', async () => {
    const { lost, first, second } = await people();
    const { id } = waiting((await ask(first, lost.id)).body, lost.id);
    const alone = await first.post<Problem>(`/api/factor-recoveries/${id}/approve`);
    expect([alone.status, alone.body.code]).toEqual([403, 'own-recovery']);
    expect((await ask(second, second.id)).body.code).toBe('own-recovery');
    const ofFirst = waiting((await ask(second, first.id)).body, first.id);
    expect((await first.post<Problem>(`/api/factor-recoveries/${ofFirst.id}/approve`)).body.code).toBe(
      'own-recovery',
    );
    expect((await lost.get('/api/me')).status).toBe(200);
  });

  describe('an admin who chose the password of whom they say lost a factor', () => {
    type Enrolled = { readonly status: number; readonly body: Problem };
    const NEW_PASSWORD = 'chosen by an admin for her';
    const signInAs = async (id: string) => {
      const [agent] = await desk.sql<{ username: string }>('select username from agent where id = $1', [id]);
      const browser = desk.browser(desk.url, { factor: false });
      const { body } = await browser.post<Me>('/api/sign-in', {
        username: agent!.username,
        password: NEW_PASSWORD,
      });
      expect([body.standing, body.recovering, body.permissions]).toEqual(['enrolling', true, []]);
      return browser;
    };
    const enrol = async (browser: Browser, recoveryCode?: string): Promise<Enrolled> => {
      const { body } = await browser.post<TotpSecretView>('/api/my-factors/totp-secret');
      const code = generateSync({ secret: body.secret, epoch: Math.floor(desk.now.getTime() / 1000) });
      return browser.post<Problem>('/api/my-factors/totp', { name: 'App', code, recoveryCode });
    };
    const halfOf = async (admin: Browser, id: string) =>
      (await admin.get<List>('/api/factor-recoveries')).body.find((each) => each.id === id)?.half;

    it.each(['asks', 'approves'] as const)(
      'and %s enrols nothing as them, with the own half alone',
      async (part) => {
        const { lost, first, second } = await people();
        const mallory = part === 'asks' ? first : second;
        await mallory.put(`/api/agents/${lost.id}`, { password: NEW_PASSWORD });
        const { id } = waiting((await ask(first, lost.id)).body, lost.id);
        expect(await halfOf(first, id)).toBeNull();
        expect((await second.post(`/api/factor-recoveries/${id}/approve`)).status).toBe(200);
        const own = (await halfOf(mallory, id)) ?? '';
        expect(own).toMatch(/^[2-9A-Y]{5}-[2-9A-Y]{5}$/);
        // Nor by a password that is set once more after the yes.
        await mallory.put(`/api/agents/${lost.id}`, { password: NEW_PASSWORD });
        const thief = await signInAs(lost.id);
        for (const code of [undefined, '', own, own + own]) {
          await desk.sql('delete from rate_limit');
          const refused = await enrol(thief, code);
          expect([refused.status, refused.body.code]).toEqual([422, 'recovery-code-needed']);
        }
        expect((await thief.get('/api/cases')).status).toBe(403);
      },
    );

    it('does not keep her out: both admins tell her their halves, and each works once', async () => {
      const { lost, first, second } = await people();
      await first.put(`/api/agents/${lost.id}`, { password: NEW_PASSWORD });
      const { id } = waiting((await ask(first, lost.id)).body, lost.id);
      await second.post(`/api/factor-recoveries/${id}/approve`);
      const halves = [await halfOf(first, id), await halfOf(second, id)];
      expect(await halfOf(await desk.signedIn('admin'), id)).toBeNull();
      const vera = await signInAs(lost.id);
      expect((await enrol(vera, halves.join(' ').toLowerCase())).status).toBe(200);
      expect((await vera.get<Me>('/api/me')).body).toMatchObject({ standing: 'whole', recovering: false });
      expect(await halfOf(first, id)).toBeNull();
    });

    it('does not leave her out either where a half was lost: it is asked for once more', async () => {
      const { lost, first, second } = await people();
      await first.put(`/api/agents/${lost.id}`, { password: NEW_PASSWORD });
      const ids: string[] = [];
      for (const [asks, says] of [
        [first, second],
        [second, first],
      ] as const) {
        const { id } = waiting((await ask(asks, lost.id)).body, lost.id);
        expect((await says.post(`/api/factor-recoveries/${id}/approve`)).status).toBe(200);
        ids.push(id);
      }
      expect(await halfOf(first, ids[0]!)).toBeNull();
      const halves = [await halfOf(first, ids[1]!), await halfOf(second, ids[1]!)];
      expect((await enrol(await signInAs(lost.id), halves.join(''))).status).toBe(200);
    });

    it('comes in as nobody who needs no factor by their role but had one', async () => {
      const { first, second } = await people();
      const lost = await desk.hire('agent', undefined, { factor: true });
      const { id } = waiting((await ask(first, lost.id)).body, lost.id);
      expect((await second.post(`/api/factor-recoveries/${id}/approve`)).status).toBe(200);
      await first.put(`/api/agents/${lost.id}`, { password: NEW_PASSWORD });
      expect((await enrol(await signInAs(lost.id))).body.code).toBe('recovery-code-needed');
    });
  });

  it('is not removed by one admin alone even where the rules are passed by: the database says no', async () => {
    const { lost, first, second } = await people();
    const { id } = waiting((await ask(first, lost.id)).body, lost.id);
    for (const approver of [first.id, lost.id])
      await expect(
        desk.sql(
          `update factor_recovery set state = 'approved', approved_by = $2, decided_by = $2, decided_at = now()
            where id = $1`,
          [id, approver],
        ),
      ).rejects.toThrow(/check constraint/);
    await expect(
      desk.sql(
        `insert into factor_recovery (id, agent_id, requested_by, requested_at, reason, expires_at, state, approved_by,
           decided_by, decided_at)
         values (gen_random_uuid(), $1, $1, now(), 'mine', now(), 'approved', $2, $2, now())`,
        [lost.id, second.id],
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(
      desk.sql(
        `update factor_recovery set state = 'approved', decided_by = $2, decided_at = now() where id = $1`,
        [id, second.id],
      ),
    ).rejects.toThrow(/check constraint/);
  });

  it('is decided once, within a day, and asked for once at a time', async () => {
    const { lost, first, second } = await people();
    const { id } = waiting((await ask(first, lost.id)).body, lost.id);
    expect((await ask(second, lost.id)).body.code).toBe('recovery-pending');
    const answers = await Promise.all(
      ['approve', 'reject'].map((what) => second.post<Problem>(`/api/factor-recoveries/${id}/${what}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const other = await desk.signedIn('supervisor');
    const late = waiting((await ask(first, other.id)).body, other.id);
    await desk.sql(`update factor_recovery set expires_at = now() - interval '1 minute' where id = $1`, [
      late.id,
    ]);
    const over = (await second.get<List>('/api/factor-recoveries')).body.find((each) => each.id === late.id);
    expect(over).toMatchObject({ state: 'expired', mayApprove: false, mayNot: null });
    const answer = await second.post<Problem>(`/api/factor-recoveries/${late.id}/approve`);
    expect([answer.status, answer.body.code]).toEqual([409, 'recovery-decided']);
    expect((await ask(second, other.id)).status).toBe(200);
  });

  it('is not recovered for who has none, nor with the role of an admin just taken away', async () => {
    const { lost, first, second } = await people();
    const agent = await desk.hire('agent');
    expect((await ask(first, agent.id)).body.code).toBe('recovery-not-needed');
    const { id } = waiting((await ask(first, lost.id)).body, lost.id);
    // Between the guard's look and the action's: the session lives, the role is gone.
    await desk.sql(`update agent set role = 'supervisor' where id = $1`, [second.id]);
    expect((await second.post(`/api/factor-recoveries/${id}/approve`)).status).toBe(403);
    expect((await lost.get('/api/me')).status).toBe(200);
  });
});
