import type { NoticeView, SignView } from '@relink/contract';
import { NUMBERS } from '@relink/domain';
import { aCase, anAccount, anIdentifier } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { happened, lookForSigns, middayAgo } from './harness/desk-days.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Supervisor = Browser & { readonly id: string };
const { signs: LIMITS } = NUMBERS;

describe('signs of abuse', () => {
  let desk: TestDesk;
  let sam: Supervisor;
  /** Colleagues who work as everybody does. */
  let peers: string[];

  beforeAll(async () => {
    desk = await TestDesk.open();
    sam = await desk.signedIn('supervisor');
    peers = [];
    while (peers.length < 3) {
      const { id } = await desk.hire('agent');
      peers.push(id);
      for (const days of [1, 2, 3]) await opens(id, days);
    }
  });
  afterAll(() => desk.close());

  const hire = async () => (await desk.hire('agent')).id;
  const opens = async (agentId: string, days: number) => {
    const { id: caseId } = await aCase(desk, { agentId, openedAt: middayAgo(days).toISOString() });
    await happened(desk, agentId, middayAgo(days), { action: 'case.opened', caseId });
    return caseId;
  };
  const times = async (count: number, act: (index: number) => Promise<unknown>) => {
    for (let index = 0; index < count; index++) await act(index);
  };
  const about = async (agentId: string, reader: Browser = sam) =>
    (await reader.get<SignView[]>(`/api/signs?filter=${encodeURIComponent(JSON.stringify({ agentId }))}`))
      .body;
  const kindsAbout = async (agentId: string) => (await about(agentId)).map(({ kind }) => kind);
  const eventsOf = async (id: string) =>
    (await sam.get<{ eventIds: string[] }>(`/api/signs/${id}/events`)).body.eventIds;

  it('an agent looks accounts up whom nobody called about; the twin takes each into a case', async () => {
    const [prying, honest] = [await hire(), await hire()];
    const looked: string[] = [];
    await times(LIMITS.lookUpsPerDay, async (index) => {
      const { id: accountId } = await anAccount(desk);
      const entry = { action: 'account.viewed', accountId, facts: { opened: false } } as const;
      looked.push(await happened(desk, prying, middayAgo(1, index), entry));
      await happened(desk, honest, middayAgo(1, index), entry);
      await aCase(desk, {
        agentId: honest,
        claimed: accountId,
        openedAt: middayAgo(1, index + 5).toISOString(),
      });
    });
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    const [sign] = await about(prying);
    expect(sign).toMatchObject({ kind: 'look-ups-without-case', state: 'new', count: LIMITS.lookUpsPerDay });
    expect((await eventsOf(sign?.id ?? '')).sort()).toEqual(looked.sort());
  });

  it('counts a search that found nobody, or one of a case, for no look-up', async () => {
    const honest = await hire();
    const { id: caseId } = await aCase(desk, { agentId: honest });
    const { id } = await anAccount(desk);
    await times(LIMITS.lookUpsPerDay, async (index) => {
      const at = middayAgo(1, index);
      await happened(desk, honest, at, {
        action: 'accounts.searched',
        facts: { kinds: [], results: 0, accountIds: [] },
      });
      await happened(desk, honest, at, {
        action: 'accounts.searched',
        caseId,
        facts: { kinds: ['email'], accountIds: [id] },
      });
    });
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
  });

  it('an agent is with the same customer in case after case; the twin has as many with as many customers', async () => {
    const [friend, honest] = [await hire(), await hire()];
    const { id: accountId } = await anAccount(desk);
    await times(LIMITS.sameCustomerTimes, async (index) => {
      const each = { action: 'case.account-added', facts: { role: 'claimed' } } as const;
      const caseId = await opens(friend, index);
      await happened(desk, friend, middayAgo(index), { ...each, caseId, accountId });
      const { id: other } = await anAccount(desk);
      await happened(desk, honest, middayAgo(index), {
        ...each,
        caseId: await opens(honest, index),
        accountId: other,
      });
    });
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    const [sign] = await about(friend);
    expect(sign).toMatchObject({ kind: 'same-customer', accountId, count: LIMITS.sameCustomerTimes });
    expect(await eventsOf(sign?.id ?? '')).toHaveLength(LIMITS.sameCustomerTimes);
  });

  it('one supervisor approves four of an agent’s five requests, and is not shown that themselves; of the twin’s, three', async () => {
    const [served, honest] = [await hire(), await hire()];
    const kind = await desk.signedIn('supervisor');
    const approve = async (agentId: string, approver: string, days: number) => {
      const { id: accountId } = await anAccount(desk);
      const [id, at] = [randomUUID(), middayAgo(days)];
      const hash = id.replaceAll('-', '').repeat(2);
      await desk.sql(
        `insert into plan (hash, kind, account_id, body_sealed, created_at) values ($1, 'email-reassignment', $2, '\\x00', $3)`,
        [hash, accountId, at],
      );
      await desk.sql(
        `insert into approval (id, kind, account_id, plan_hash, security_versions, requested_by, requested_at, expires_at,
           state, decided_by, decided_at) values ($1, 'held-change', $2, $3, '{}', $4, $5, $5, 'approved', $6, $5)`,
        [id, accountId, hash, agentId, at, approver],
      );
      await happened(desk, approver, at, {
        action: 'approval.approved',
        accountId,
        facts: { approvalId: id },
      });
    };
    await times(5, (index) => approve(served, index < 4 ? kind.id : sam.id, index + 1));
    await times(5, (index) => approve(honest, index < 3 ? kind.id : sam.id, index + 1));
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    const [sign] = await about(served);
    expect(sign).toMatchObject({ kind: 'one-approver', otherAgentId: kind.id, count: 4, outOf: 5 });
    expect(await eventsOf(sign?.id ?? '')).toHaveLength(4);
    expect(await about(served, kind)).toEqual([]);
    expect((await kind.get(`/api/signs/${sign?.id ?? ''}`)).status).toBe(404);
    expect((await kind.get(`/api/signs/${sign?.id ?? ''}/events`)).status).toBe(404);
    const told = await kind.get<NoticeView[]>('/api/notices');
    expect(told.body.map(({ signId }) => signId)).not.toContain(sign?.id);
    expect(
      (await kind.post(`/api/signs/${sign?.id ?? ''}/mark`, { state: 'explained', note: 'Fine.' })).status,
    ).toBe(404);
  });

  it('an agent reveals and searches by name far above the peers; the twin a little', async () => {
    const [greedy, honest] = [await hire(), await hire()];
    const { id: accountId } = await anAccount(desk);
    const act = async (agentId: string, index: number) => {
      const at = middayAgo(1, index);
      await happened(desk, agentId, at, {
        action: 'account.revealed',
        accountId,
        caseId: await caseOf(agentId),
        facts: {},
      });
      const facts = { kinds: ['name'], results: 1, accountIds: [accountId] };
      await happened(desk, agentId, at, { action: 'accounts.searched', facts });
    };
    const cases = new Map<string, string>();
    const caseOf = async (agentId: string) => {
      const known = cases.get(agentId) ?? (await opens(agentId, 1));
      cases.set(agentId, known);
      return known;
    };
    for (const peer of peers) await times(3, (index) => act(peer, index));
    await times(LIMITS.peerCountPerDay + 2, (index) => act(greedy, index));
    await times(LIMITS.peerCountPerDay - 1, (index) => act(honest, index));
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    expect((await kindsAbout(greedy)).sort()).toEqual(['name-searches-above-peers', 'reveals-above-peers']);
  });

  it('an agent works at night; a twin without hours, and one by day, raise nothing', async () => {
    const admin = await desk.signedIn('admin');
    const [night, free, day] = [await hire(), await hire(), await hire()];
    const shift = [{ from: '09:00', to: '17:00' }];
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const hours = { timeZone: 'UTC', shifts: Object.fromEntries(days.map((each) => [each, shift])) };
    for (const agent of [night, day]) {
      const set = await admin.put(`/api/agents/${agent}/hours`, { hours });
      expect([set.status, set.body]).toEqual([200, { hours }]);
    }
    await times(LIMITS.outsideHoursPerDay, async (index) => {
      const atNight = new Date(middayAgo(1, index).getTime() - 9 * 3_600_000);
      for (const agent of [night, free])
        await happened(desk, agent, atNight, { action: 'accounts.listed', facts: {} });
      await happened(desk, day, middayAgo(1, index), { action: 'accounts.listed', facts: {} });
    });
    await lookForSigns(desk);
    expect([await kindsAbout(free), await kindsAbout(day)]).toEqual([[], []]);
    expect(await about(night)).toMatchObject([{ kind: 'outside-hours', count: LIMITS.outsideHoursPerDay }]);
  });

  it('an agent has the accounts with balances and fresh phones; the twin has what comes', async () => {
    const [picky, honest] = [await hire(), await hire()];
    const claims = async (agentId: string, worthy: boolean, index: number) => {
      const { id: accountId } = await anAccount(desk, worthy && index % 2 === 0 ? { hasBalance: true } : {});
      if (worthy && index % 2 === 1)
        await anIdentifier(desk, {
          accountId,
          kind: 'phone',
          value: `+9198${String(10_000_000 + Math.floor(Math.random() * 89_999_999))}`,
          linkedSince: middayAgo(2).toISOString(),
        });
      const caseId = await opens(agentId, 1);
      await happened(desk, agentId, middayAgo(1, index), {
        action: 'case.account-added',
        caseId,
        accountId,
        facts: { role: 'claimed' },
      });
    };
    for (const peer of peers) await times(10, (index) => claims(peer, index === 0, index));
    await times(LIMITS.shareOutOf, (index) => claims(picky, true, index));
    await times(LIMITS.shareOutOf, (index) => claims(honest, index < 2, index));
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    const [sign] = await about(picky);
    expect(sign).toMatchObject({
      kind: 'worthy-accounts',
      count: LIMITS.shareOutOf,
      outOf: LIMITS.shareOutOf,
    });
    expect(await eventsOf(sign?.id ?? '')).toHaveLength(LIMITS.shareOutOf);
  });

  it('an agent’s callers know everything at once; the twin’s as often as others', async () => {
    const [coaching, honest] = [await hire(), await hire()];
    const round = async (agentId: string, enough: boolean, index: number) => {
      const { id: accountId } = await anAccount(desk);
      const caseId = await opens(agentId, 1);
      const facts = { kinds: ['last_order', 'full_name'], verdict: enough ? 'enough' : 'not-enough' };
      await happened(desk, agentId, middayAgo(1, index), {
        action: 'evidence.round-sent',
        caseId,
        accountId,
        facts,
      });
    };
    for (const peer of peers) await times(12, (index) => round(peer, index % 2 === 0, index));
    await times(20, (index) => round(coaching, true, index));
    await times(20, (index) => round(honest, index % 2 === 0, index));
    await lookForSigns(desk);
    expect(await kindsAbout(honest)).toEqual([]);
    expect(await about(coaching)).toMatchObject([
      { kind: 'first-rounds-above-peers', count: 20, outOf: 20, usual: 50 },
    ]);
  });

  it('is raised once however often they look, and what comes later is found at night', async () => {
    const prying = await hire();
    await times(LIMITS.lookUpsPerDay, async (index) => {
      const { id: accountId } = await anAccount(desk);
      await happened(desk, prying, middayAgo(12, index), { action: 'account.viewed', accountId, facts: {} });
    });
    await lookForSigns(desk);
    expect(await kindsAbout(prying)).toEqual([]);
    await Promise.all([lookForSigns(desk, { all: true }), lookForSigns(desk, { all: true })]);
    await lookForSigns(desk, { all: true });
    const raised = await desk.sql<{ events: number; notices: number }>(
      `select (select count(*)::int from sign_event e where e.sign_id = s.id) as events,
              (select count(*)::int from notice n where n.sign_id = s.id) as notices from sign s where agent_id = $1`,
      [prying],
    );
    expect(raised).toEqual([{ events: LIMITS.lookUpsPerDay, notices: 1 }]);
    const [told] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from audit_event e where action = 'sign.raised'
          and convert_from(canonical, 'UTF8')::jsonb->'facts'->>'signId' = (select id::text from sign where agent_id = $1)`,
      [prying],
    );
    expect(told?.count).toBe(1);
  });
});
