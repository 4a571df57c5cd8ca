import { MERGE_BLOCKER_LIFTED_BY, type MergeBlocker } from '@relink/domain';
import { anAccount, anIdentifier, anEmailAddress } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { type Agent, ask, aScene, carryOut, preview, type Scene } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('a merge that something stands in the way of', () => {
  let desk: TestDesk;
  let mira: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    // What an agent may change in an hour is not what is tried here.
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const hold = (kind: string) => (accountId: string) =>
    desk.sql(
      'insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, $2, now())',
      [accountId, kind],
    );
  const status = (to: string) => async (accountId: string, scene: Scene) => {
    const into = to === 'merged' ? (await anAccount(desk)).id : null;
    await desk.sql('update account set status = $2, merged_into = $3 where id = $1', [accountId, to, into]);
    return scene;
  };
  const factor = (accountId: string) =>
    desk.sql(`insert into second_factor values ($1, 'authenticator', now())`, [accountId]);

  /** A new e-mail, which can be confirmed or is held until then. */
  const changes = async (accountId: string, state: 'pending' | 'held', until: string): Promise<void> => {
    const value = anEmailAddress();
    const added = await anIdentifier(desk, { accountId, kind: 'email', value, state: 'pending' });
    await desk.sql(
      `insert into plan values (repeat('a', 64), 'email-reassignment', $1, '', now()) on conflict do nothing`,
      [accountId],
    );
    await desk.sql(
      `insert into identifier_change (id, account_id, identifier_id, plan_hash, state, requested_at, expires_at,
         confirmed_at, held_until)
       select gen_random_uuid(), $1, $2, repeat('a', 64), $3, now() - interval '2 days', now() + $4::interval,
         x.at, x.at from (select case when $3 = 'held' then now() - interval '2 days' end as at) x`,
      [accountId, added.id, state, until],
    );
  };

  /** The same accounts are merged from another case of the agent, by what was proven there. */
  const askElsewhere = async (scene: Scene): Promise<void> => {
    const caseId = randomUUID();
    await desk.sql(
      `insert into recovery_case (id, reference, realm, channel, state, agent_id, opened_by, opened_at, updated_at)
       select $2, $3, realm, channel, state, agent_id, opened_by, opened_at, updated_at from recovery_case where id = $1`,
      [scene.caseId, caseId, caseId.slice(0, 8)],
    );
    await desk.sql(
      `insert into case_account (case_id, account_id, role, added_at)
       select $2, account_id, role, added_at from case_account where case_id = $1`,
      [scene.caseId, caseId],
    );
    await desk.sql('update evidence_round set case_id = $2 where case_id = $1', [scene.caseId, caseId]);
    await desk.sql('update challenge set case_id = $2 where case_id = $1', [scene.caseId, caseId]);
    const asked = await ask(mira, { ...scene, caseId });
    if (asked.status !== 201) throw new Error(JSON.stringify(asked.body));
    await desk.sql('update evidence_round set case_id = $1 where case_id = $2', [scene.caseId, caseId]);
    await desk.sql('update challenge set case_id = $1 where case_id = $2', [scene.caseId, caseId]);
  };

  /** What puts each blocker in the way, and what asking is refused with. */
  const ways: [MergeBlocker, string, (accountId: string, scene: Scene) => Promise<unknown>][] = [
    ['legal-hold', 'merge-blocked', hold('legal-hold')],
    ['fraud-hold', 'merge-blocked', hold('fraud-hold')],
    ['dispute', 'merge-blocked', hold('dispute')],
    ['data-request', 'merge-blocked', hold('data-request')],
    ['account-merged', 'account-not-active', status('merged')],
    ['account-closed', 'account-not-active', status('closed')],
    ['account-suspended', 'account-not-active', status('suspended')],
    [
      'verification-locked',
      'account-locked',
      (accountId) =>
        desk.sql(
          `insert into verification_lock (id, account_id, at, until, reason)
           values (gen_random_uuid(), $1, now(), now() + interval '1 day', 'failed rounds')`,
          [accountId],
        ),
    ],
    [
      'both-have-second-factor',
      'merge-blocked',
      async (_, { survivorId, otherId }) => [await factor(survivorId), await factor(otherId)],
    ],
    [
      'another-realm',
      'merge-blocked',
      async (accountId) => {
        await desk.sql(`insert into realm values ('second', 'Second shop') on conflict do nothing`);
        await desk.sql(`update account set realm = 'second' where id = $1`, [accountId]);
      },
    ],
    ['change-pending', 'merge-blocked', (accountId) => changes(accountId, 'pending', '1 day')],
    // One that is held takes effect by itself, however late: it is never thought to have run out.
    ['change-pending', 'merge-blocked', (accountId) => changes(accountId, 'held', '-1 day')],
    ['merge-pending', 'merge-blocked', (_, scene) => askElsewhere(scene)],
  ];

  it.each(ways)('%s: shown with what lifts it, refused as %s, and recorded', async (code, refused, put) => {
    const scene = await aScene(desk, mira.id);
    await put(scene.otherId, scene);
    const seen = await preview(mira, scene);
    expect(seen.body.blockers.map((each) => [each.code, each.liftedBy])).toContainEqual([
      code,
      MERGE_BLOCKER_LIFTED_BY[code],
    ]);
    expect([seen.body.result, seen.body.planHash]).toEqual([null, null]);
    const asked = await ask(mira, scene);
    expect([asked.status >= 400, asked.body.code]).toEqual([true, refused]);
    if (refused === 'merge-blocked') expect(JSON.stringify(asked.body.details)).toContain(`"${code}"`);
    const events = await desk.sql(
      `select 1 from audit_event where case_id = $1 and action = 'merge.requested' and outcome = 'refused'`,
      [scene.caseId],
    );
    expect(events).toHaveLength(1);
    expect(await desk.sql('select 1 from merge where case_id = $1', [scene.caseId])).toHaveLength(0);
  });

  it('is of one account with itself', async () => {
    const scene = await aScene(desk, mira.id);
    const seen = await preview(mira, { ...scene, otherId: scene.survivorId });
    expect(seen.body.blockers.map(({ code }) => code)).toEqual(['same-account']);
  });

  it('leaves no way in: every login is chosen to end', async () => {
    const scene = await aScene(desk, mira.id);
    const { body } = await preview(mira, scene);
    const logins = [...body.survivor.identifiers, ...body.other.identifiers];
    const seen = await preview(mira, scene, { releaseIds: logins.map(({ id }) => id) });
    expect(seen.body.blockers.map(({ code }) => code)).toEqual(['no-login-left']);
  });

  it('comes up after it was asked for: the worker refuses, the case is told, nothing has moved', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const asked = await ask(mira, scene);
    await hold('legal-hold')(scene.otherId);
    expect(await carryOut(desk, asked.body.id)).toBe('refused');
    const seen = await mira.get(`/api/merges/${asked.body.id}`);
    expect(seen.body).toMatchObject({ state: 'refused', refusal: 'merge-blocked' });
    const told = await desk.sql(
      `select 1 from audit_event where case_id = $1 and action = 'merge.refused' and outcome = 'refused'`,
      [scene.caseId],
    );
    expect(told).toHaveLength(1);
    const [other] = await desk.sql('select status from account where id = $1', [scene.otherId]);
    expect(other).toEqual({ status: 'active' });
  });

  it('is another by then: what was looked at has moved', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const { body: seen } = await preview(mira, scene);
    await desk.sql('update account set loyalty_points = 7 where id = $1', [scene.otherId]);
    const { survivorId, otherId, caseId } = scene;
    const moved = await mira.post<{ code: string }>(`/api/cases/${caseId}/merges`, {
      survivorId,
      otherId,
      planHash: seen.planHash,
    });
    expect([moved.status, moved.body.code]).toEqual([409, 'merge-plan-moved']);
    const asked = await ask(mira, scene);
    await desk.sql('update account set security_version = security_version + 1 where id = $1', [otherId]);
    expect(await carryOut(desk, asked.body.id)).toBe('refused');
    expect((await mira.get(`/api/merges/${asked.body.id}`)).body).toMatchObject({
      refusal: 'merge-plan-moved',
    });
  });

  it('names what neither account has', async () => {
    const scene = await aScene(desk, mira.id);
    const seen = await preview(mira, scene, { primaryIds: [randomUUID()] });
    expect([seen.status, seen.body.code]).toEqual([422, 'merge-choice-unknown']);
  });

  it('is another agent’s: neither looked at nor asked for', async () => {
    const scene = await aScene(desk, mira.id);
    const max = await desk.signedIn('agent');
    expect((await preview(max, scene)).body.code).toBe('not-your-case');
    expect((await ask(max, scene)).body.code).toBe('not-your-case');
  });

  it('waits while an admin has stopped all changes, and is done once they are open', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const asked = await ask(mira, scene);
    const late = await aScene(desk, mira.id, { strong: true });
    const root = await desk.signedIn('admin');
    const stopped = await root.post('/api/change-stops', { reason: 'A drill.' });
    expect(stopped.status).toBeLessThan(300);
    expect((await ask(mira, late)).body.code).toBe('changes-stopped');
    expect(await carryOut(desk, asked.body.id)).toBe('stopped');
    await desk.sql(`update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'Over.'`);
    expect(await carryOut(desk, asked.body.id)).toBe('done');
  });

  it('carries a contact of the agent’s own', async () => {
    const scene = await aScene(desk, mira.id);
    const root = await desk.signedIn('admin');
    const max = await desk.signedIn('agent');
    await root.post(`/api/agents/${max.id}/private-contacts`, { kind: 'email', value: scene.email });
    await desk.sql('update recovery_case set agent_id = $2 where id = $1', [scene.caseId, max.id]);
    expect((await preview(max, scene)).body.code).toBe('private-contact');
    expect((await ask(max, scene)).body.code).toBe('private-contact');
  });

  it('goes past what one agent may change in an hour: both accounts count', async () => {
    const capped = await TestDesk.open();
    try {
      await capped.sql(
        `update policy set numbers = numbers || '{"agentChanges": {"accountsPerHour": 3, "accountsPerDay": 60}}'`,
      );
      const max = await capped.signedIn('agent');
      const first = await ask(max, await aScene(capped, max.id));
      const second = await ask(max, await aScene(capped, max.id));
      expect([first.status, second.status, second.body.code]).toEqual([201, 429, 'change-limit-reached']);
    } finally {
      await capped.close();
    }
  });
});
