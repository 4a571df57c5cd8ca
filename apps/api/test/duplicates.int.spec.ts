import type { DuplicatePass, DuplicateView } from '@relink/contract';
import { aCase, anAccount, anAddress, anOrder } from '@relink/testing';
import { FindDuplicates, settleDuplicates } from '../src/features/duplicates/index.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { customersFile } from './fixtures/imports/exports.ts';
import { importing } from './fixtures/imports/upload.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const HOME = { name: 'Zenobia Quillfeather', line1: '7 Marsh Lane', city: 'Surat', postcode: '395123' };
type Desk = Browser & { id: string };
type Problem = { code: string };

describe('likely duplicates', () => {
  let desk: TestDesk;
  let agent: Desk;
  let supervisor: Desk;
  let admin: Desk;

  beforeEach(async () => {
    desk = await TestDesk.open();
    agent = await desk.signedIn('agent');
    supervisor = await desk.signedIn('supervisor');
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const find = () => desk.app.get(FindDuplicates).run();
  const list = async (browser: Browser, filter: Record<string, unknown> = {}) =>
    browser.get<DuplicateView[]>(`/api/duplicates?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const pairsOf = (views: readonly DuplicateView[]) =>
    views.map(({ accounts }) => accounts.map(({ id }) => id).sort());
  const kept = () =>
    desk.sql(
      'select account_a, account_b, state, weight, reasons from duplicate order by account_a, account_b',
    );

  const onlyPair = async () => (await desk.sql<{ id: string }>('select id from duplicate'))[0]!.id;

  /** An old account with a phone and orders, and the empty one that its owner made by mistake. */
  const orphanAndDouble = async () => {
    const old = await anAccount(desk, {
      firstName: 'Zenobia',
      lastName: 'Quillfeather',
      phone: '+919812340001',
      beganAt: '2020-01-01T00:00:00Z',
    });
    await anAddress(desk, old.id, HOME);
    await anOrder(desk, { accountId: old.id, ship: HOME });
    const fresh = await anAccount(desk, {
      firstName: 'Zenobia',
      lastName: 'Quillfeather',
      email: 'zenobia.q@mail.example',
    });
    await anAddress(desk, fresh.id, HOME);
    await desk.sql(`update address set phone = '+919812340001' where account_id = $1`, [fresh.id]);
    return { old, fresh, ids: [old.id, fresh.id].sort() };
  };
  const caseWith = async (accountId: string, agentId = agent.id) => {
    const { id } = await aCase(desk, { agentId, claimed: accountId });
    return id;
  };

  it('are shown to an agent for the account of her caller, masked, with a reason on each line', async () => {
    const { old, ids } = await orphanAndDouble();
    await find();
    const caseId = await caseWith(old.id);
    const { status, body } = await list(agent, { accountId: old.id, caseId });
    expect([status, pairsOf(body)]).toEqual([200, [ids]]);
    const [pair] = body;
    expect(pair!.reasons.map(({ signal }) => signal)).toEqual(expect.arrayContaining(['same-name']));
    expect(pair!.probability).toBeGreaterThan(0.5);
    expect(JSON.stringify(body)).not.toMatch(/Quillfeather|812340001|Marsh|zenobia\.q/);
    expect(
      await desk.sql(`select case_id, account_id from audit_event where action = 'duplicate.listed'`),
    ).toEqual([{ case_id: caseId, account_id: old.id }]);
    expect(JSON.stringify(await kept())).not.toMatch(/quill|marsh|8123/i);
  });

  it('are nothing for an agent outside a case of her own, and say so in the log', async () => {
    const { old, fresh } = await orphanAndDouble();
    await find();
    const colleague = await desk.signedIn('agent');
    const caseId = await caseWith(old.id, colleague.id);
    const refused = async (filter: Record<string, unknown>) =>
      ((await list(agent, filter)).body as unknown as Problem).code;
    expect(await refused({ accountId: old.id, caseId })).toBe('case-needed');
    expect(await refused({ accountId: old.id })).toBe('case-needed');
    expect(await refused({ accountId: fresh.id, caseId: await caseWith(old.id) })).toBe('case-needed');
    expect(await refused({})).toBe('not-permitted');
    const id = await onlyPair();
    const stranger = await desk.signedIn('agent');
    expect((await stranger.get<Problem>(`/api/duplicates/${id}`)).body.code).toBe('case-needed');
    expect((await colleague.get<DuplicateView>(`/api/duplicates/${id}`)).body.id).toBe(id);
    expect(
      await desk.sql(
        `select count(*)::int as refused from audit_event where action = 'duplicate.listed' and outcome = 'refused'`,
      ),
    ).toEqual([{ refused: 5 }]);
  });

  it('do not name a household: one address, one phone, other given names', async () => {
    for (const [firstName, email] of [
      ['Zenobia', 'zenobia@mail.example'],
      ['Bartholomew', 'bart@mail.example'],
    ]) {
      const { id } = await anAccount(desk, { firstName, lastName: 'Quillfeather', email });
      await anAddress(desk, id, { ...HOME, name: `${String(firstName)} Quillfeather` });
      await desk.sql(`update address set phone = '+919812340001' where account_id = $1`, [id]);
    }
    await find();
    expect((await list(supervisor)).body).toEqual([]);
  });

  it('stay away once dismissed, through a note and an order, and come back when the account changes', async () => {
    const { old, fresh, ids } = await orphanAndDouble();
    await find();
    const caseId = await caseWith(old.id);
    const id = await onlyPair();
    const path = `/api/duplicates/${id}/dismiss`;
    const reason = 'Mother and daughter of one name.';
    expect((await agent.post<Problem>(path, { reason })).body.code).toBe('case-needed');
    const dismissed = await agent.post<DuplicateView>(path, { reason, caseId });
    expect(dismissed.body).toMatchObject({ state: 'dismissed', dismissed: { reason } });
    expect((await supervisor.post<Problem>(path, { reason })).body.code).toBe('duplicate-decided');

    const isOpen = async () => {
      await find();
      return pairsOf((await list(supervisor)).body).length === 1;
    };
    await desk.sql(`update account set note = 'Called twice.', updated_at = now() where id = $1`, [old.id]);
    await anOrder(desk, { accountId: old.id, ship: { ...HOME, line1: '1 Mill Lane' } });
    await anOrder(desk, { accountId: fresh.id, ship: HOME });
    expect(await isOpen()).toBe(false);
    expect(pairsOf((await list(supervisor, { state: 'dismissed' })).body)).toEqual([ids]);

    const changes: [string, string][] = [
      [
        'an e-mail',
        `update identifier set normalised = 'z.quill@mail.example', value = 'z.quill@mail.example',
          alias = null where account_id = '${fresh.id}' and kind = 'email'`,
      ],
      ['a phone', `update address set phone = '+919812340009' where account_id = '${old.id}'`],
      ['a name', `update account set last_name = 'Quillfeather-Lowe' where id = '${fresh.id}'`],
      ['an address', `update address set line1 = '9 Marsh Lane' where account_id = '${fresh.id}'`],
    ];
    for (const [what, change] of changes) {
      await desk.sql(change);
      expect([what, await isOpen()]).toEqual([what, true]);
      expect((await supervisor.post(path, { reason })).status).toBe(200);
      expect([what, await isOpen()]).toEqual([what, false]);
    }
    const events = await desk.sql(
      `select action, count(*)::int as times from audit_event where action in ('duplicate.dismissed', 'duplicate.reopened')
         and outcome = 'done' group by action order by action`,
    );
    expect(events).toEqual([
      { action: 'duplicate.dismissed', times: 5 },
      { action: 'duplicate.reopened', times: 4 },
    ]);
  });

  it('go when what made them likely goes', async () => {
    const { fresh } = await orphanAndDouble();
    await find();
    await desk.sql(`update account set first_name = 'Bartholomew', last_name = 'Whitlock' where id = $1`, [
      fresh.id,
    ]);
    await desk.sql(`delete from address where account_id = $1`, [fresh.id]);
    await find();
    expect(await kept()).toEqual([]);
  });

  it('are not shown to an agent with a private contact on one of the accounts', async () => {
    const { old, fresh } = await orphanAndDouble();
    await find();
    const caseId = await caseWith(fresh.id);
    await admin.post(`/api/agents/${agent.id}/private-contacts`, { kind: 'phone', value: '+919812340001' });
    const { body } = await list(agent, { accountId: fresh.id, caseId });
    expect(body).toEqual([]);
    const id = await onlyPair();
    expect((await agent.get<Problem>(`/api/duplicates/${id}`)).body.code).toBe('private-contact');
    const dismissal = { reason: 'No.', caseId };
    expect((await agent.post<Problem>(`/api/duplicates/${id}/dismiss`, dismissal)).body.code).toBe(
      'private-contact',
    );
    expect(old.id).not.toBe(fresh.id);
  });

  it('are not dismissed while an admin has stopped all changes', async () => {
    await orphanAndDouble();
    await find();
    const id = await onlyPair();
    await admin.post('/api/change-stops', { reason: 'Somebody is at it.' });
    const answer = await supervisor.post<Problem>(`/api/duplicates/${id}/dismiss`, { reason: 'No.' });
    expect(answer.body.code).toBe('changes-stopped');
  });

  it('turn merged with a merge and open with its undoing, and a tombstone is nobody’s duplicate', async () => {
    const { old, fresh } = await orphanAndDouble();
    await find();
    const merge = (status: string, into: string | null) =>
      desk.app.get(Transaction).run(async (em, now) => {
        await em.query('update account set status = $2, merged_into = $3 where id = $1', [
          fresh.id,
          status,
          into,
        ]);
        await settleDuplicates(em, now, [old.id, fresh.id]);
      });
    await merge('merged', old.id);
    await find();
    expect(await kept()).toMatchObject([{ state: 'merged' }]);
    expect(await desk.sql('select account_id from match_record')).toEqual([{ account_id: old.id }]);
    await merge('active', null);
    await find();
    expect(await kept()).toMatchObject([{ state: 'open' }]);
  });

  it('are found after an import', async () => {
    const twice = { first: 'Zenobia', last: 'Quillfeather', phone: '+91 98123 40001' };
    await desk.close();
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
    supervisor = await desk.signedIn('supervisor');
    await importing(
      admin,
      customersFile([
        { id: '1', ...twice },
        {
          id: '2',
          first: 'Zenobia',
          last: 'Quillfeather',
          email: 'zq@mail.example',
          addressPhone: '+919812340001',
        },
      ]),
    );
    await find();
    expect((await list(supervisor)).body).toHaveLength(1);
  });

  describe('through the whole shop', () => {
    const shop = async () => {
      for (let nth = 0; nth < 12; nth++) {
        const given = { firstName: `Zenobia${'abcdefghijkl'[nth]!}`, lastName: 'Quillfeather' };
        const { id } = await anAccount(desk, { ...given, phone: `+9198123401${String(10 + nth)}` });
        await anAddress(desk, id, { ...HOME, line1: `${String(nth)} Marsh Lane` });
        if (nth % 3 > 0) continue;
        const double = await anAccount(desk, { ...given, email: `z${String(nth)}@mail.example` });
        await anAddress(desk, double.id, { ...HOME, line1: `${String(nth)} Marsh Lane` });
        await desk.sql('update address set phone = $2 where account_id = $1', [
          double.id,
          `+9198123401${String(10 + nth)}`,
        ]);
      }
    };
    const pass = async (id: string) => (await admin.get<DuplicatePass>(`/api/duplicate-passes/${id}`)).body;

    it('a pass finds what was found as the accounts came, and says how far it is', async () => {
      await shop();
      await find();
      const fresh = await kept();
      expect(fresh.length).toBeGreaterThanOrEqual(4);
      await desk.sql('delete from duplicate');
      const asked = await admin.post<DuplicatePass>('/api/duplicate-passes');
      expect([asked.status, asked.body.state, asked.body.step]).toEqual([201, 'queued', 'reading']);
      expect((await admin.post<Problem>('/api/duplicate-passes')).body.code).toBe('pass-running');
      await find();
      expect(await pass(asked.body.id)).toMatchObject({
        state: 'finished',
        step: 'done',
        accounts: 16,
        found: fresh.length,
      });
      expect(await kept()).toEqual(fresh);
      expect(await desk.sql('select count(*)::int as keys from match_key')).not.toEqual([{ keys: 0 }]);
      expect((await admin.post('/api/duplicate-passes')).status).toBe(201);
    });

    it('two processes never search at once', async () => {
      await shop();
      const did = await Promise.all([find(), find(), find()]);
      expect(did.filter(Boolean)).toHaveLength(1);
    });

    it('a pass that was cut off begins anew, whatever was half done, and is given up after five times', async () => {
      await shop();
      await find();
      const before = await kept();
      const { id } = (await admin.post<DuplicatePass>('/api/duplicate-passes')).body;
      for (const half of [
        `update duplicate_pass set state = 'running', step = 'reading', tries = 1, done = 7`,
        `update duplicate_pass set step = 'scoring', tries = 2`,
      ]) {
        await desk.sql(half);
        await desk.sql('insert into match_pair values (1, 99) on conflict do nothing');
        await desk.sql('delete from match_record where place > 5');
      }
      await find();
      expect(await pass(id)).toMatchObject({ state: 'finished', accounts: 16 });
      expect(await kept()).toEqual(before);
      const again = (await admin.post<DuplicatePass>('/api/duplicate-passes')).body.id;
      await desk.sql('update duplicate_pass set tries = 5 where id = $1', [again]);
      await find();
      expect(await pass(again)).toMatchObject({ state: 'failed' });
      expect(await kept()).toEqual(before);
    });

    it('a pass begins by itself where the database lost what it kept of the accounts', async () => {
      await shop();
      await find();
      const before = await kept();
      await desk.sql('truncate match_record, match_key');
      await find();
      expect(await kept()).toEqual(before);
      expect((await admin.get<DuplicatePass[]>('/api/duplicate-passes')).body).toMatchObject([
        { state: 'finished', startedByName: null },
      ]);
    });

    it('what changes during a pass is compared after it', async () => {
      await shop();
      await find();
      const { id } = (await admin.post<DuplicatePass>('/api/duplicate-passes')).body;
      const under = find();
      const { ids } = await orphanAndDouble();
      await under;
      expect(await pass(id)).toMatchObject({ state: 'finished' });
      await find();
      expect(pairsOf((await list(supervisor)).body)).toContainEqual(ids);
    });
  });
});
