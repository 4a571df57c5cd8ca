import type { CaseView, Insights, InsightsNow } from '@relink/contract';
import { aCase, anAccount } from '@relink/testing';
import { DataSource } from 'typeorm';
import { CountDays } from '../src/features/insights/index.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { happened, middayAgo } from './harness/desk-days.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Person = Browser & { readonly id: string };
const day = (at: Date) => at.toISOString().slice(0, 10);

describe('the figures of a period', () => {
  let desk: TestDesk;
  let sam: Person;
  let mira: Person;

  beforeAll(async () => {
    desk = await TestDesk.open();
    sam = await desk.signedIn('supervisor');
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const figures = async (query: Record<string, string> = {}, days = 30) => {
    const period = { from: day(middayAgo(days - 1)), to: day(middayAgo(0)), ...query };
    const answer = await sam.get<Insights>(`/api/insights?${new URLSearchParams(period).toString()}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const recovered = async (
    agentId: string,
    days: number,
    minutes: number,
    channel: 'phone' | 'chat' = 'phone',
  ) => {
    const openedAt = middayAgo(days);
    const { id: caseId } = await aCase(desk, { agentId, channel, openedAt: openedAt.toISOString() });
    await happened(desk, agentId, openedAt, { action: 'case.opened', caseId });
    const at = middayAgo(days, minutes);
    await happened(desk, agentId, at, { action: 'identifier.email-effective', caseId });
    return caseId;
  };

  it('counts what the desk did today, as the desk did it', async () => {
    const { body: open } = await mira.post<CaseView>('/api/cases', { channel: 'chat' });
    await mira.post('/api/cases', { channel: 'phone' });
    await mira.post(`/api/cases/${open.id}/close`, { outcome: 'customer-gave-up' });
    await desk.app.get(CountDays).run();
    const { cases, trend, countedAt } = await figures();
    expect(cases).toMatchObject({
      opened: 2,
      closed: 1,
      byOutcome: [{ outcome: 'customer-gave-up', cases: 1 }],
    });
    expect(cases.byChannel.filter(({ opened }) => opened > 0)).toEqual([
      { channel: 'phone', opened: 1, closed: 0 },
      { channel: 'chat', opened: 1, closed: 1 },
    ]);
    expect(trend.by).toBe('day');
    expect(trend.points).toHaveLength(30);
    expect(trend.points.at(-1)).toMatchObject({ from: day(middayAgo(0)), opened: 2, closed: 1 });
    expect(countedAt).not.toBeNull();
  });

  it('says how long recoveries took, from opening to the first confirmed effect', async () => {
    const { id } = await desk.hire('agent');
    for (const minutes of [10, 20, 30, 40]) await recovered(id, 5, minutes);
    const twice = await recovered(id, 5, 50, 'chat');
    await happened(desk, id, middayAgo(4), { action: 'credential.password-set', caseId: twice });
    await desk.app.get(CountDays).last(7);
    expect((await figures({ agentId: id })).recoveries).toEqual({
      count: 5,
      medianMinutes: 30,
      p90Minutes: 50,
    });
    expect((await figures({ agentId: id, channel: 'phone' })).recoveries).toEqual({
      count: 4,
      medianMinutes: 20,
      p90Minutes: 40,
    });
    expect((await figures({ agentId: id, to: day(middayAgo(6)) })).recoveries.count).toBe(0);
  });

  it('counts a day the same however often it counts it, and what came late with it', async () => {
    const { id } = await desk.hire('agent');
    const accountId = (await anAccount(desk)).id;
    const caseId = await recovered(id, 9, 15);
    const locks = () =>
      happened(desk, id, middayAgo(9), { action: 'evidence.account-locked', caseId, accountId });
    await locks();
    const days = desk.app.get(CountDays);
    await Promise.all([days.last(12), days.last(12)]);
    await days.last(12);
    expect((await figures({ agentId: id })).lockouts).toBe(1);
    await locks();
    expect((await figures({ agentId: id })).lockouts).toBe(1);
    await days.last(12);
    expect((await figures({ agentId: id })).lockouts).toBe(2);
  });

  it('is built anew by command, without a day more or less', async () => {
    const before = await figures();
    const told: string[] = [];
    expect(await desk.app.get(CountDays).rebuild((each) => told.push(each))).toBe(told.length);
    expect(told.at(-1)).toBe(day(middayAgo(0)));
    expect({ ...(await figures()), countedAt: before.countedAt }).toEqual(before);
  });

  it('counts a message under the day it was written, by channel and reason, when it fails days later', async () => {
    const message = (state: string, code: string | null) =>
      desk.sql(
        `insert into message (id, channel, template, language, realm, destination, state, carrier_code, created_at)
         values (gen_random_uuid(), 'sms', 'evidence-code', 'en', 'main', '+1', $1, $2, $3)`,
        [state, code, middayAgo(8)],
      );
    await message('bounced', '30007');
    await message('failed', null);
    await message('delivered', null);
    await desk.app.get(CountDays).last(9);
    expect((await figures()).messagesFailed).toEqual([
      { channel: 'sms', reason: '30007', messages: 1 },
      { channel: 'sms', reason: 'failed', messages: 1 },
    ]);
  });

  it('draws a long period by the week, each day in one of them', async () => {
    const { trend, cases } = await figures({}, 90);
    expect(trend.by).toBe('week');
    expect(trend.points.length).toBeGreaterThanOrEqual(13);
    expect(trend.points.reduce((sum, { opened }) => sum + opened, 0)).toBe(cases.opened);
  });

  it('refuses a period that ends before it begins, and one of years', async () => {
    for (const [from, to] of [
      ['2026-05-02', '2026-05-01'],
      ['2024-01-01', '2026-05-01'],
    ])
      expect((await sam.get(`/api/insights?from=${String(from)}&to=${String(to)}`)).status).toBe(422);
  });

  it('records who looked at whose figures', async () => {
    await figures({ agentId: mira.id });
    const [event] = await desk.sql<{ facts: object; actor: string }>(
      `select convert_from(canonical, 'UTF8')::jsonb->'facts' as facts, actor_id as actor from audit_event
        where action = 'insights.viewed' order by at desc, id desc limit 1`,
    );
    expect(event).toMatchObject({ actor: sam.id, facts: { agentId: mira.id } });
  });

  it('says what waits at this moment', async () => {
    const { body } = await sam.get<InsightsNow>('/api/insights/now');
    expect(body).toMatchObject({
      signsNew: 0,
      approvals: { waiting: 0, oldestAt: null },
      timeZone: 'UTC',
      callBacks: 0,
    });
    expect(body.openCases.find(({ state }) => state === 'open')?.cases).toBeGreaterThan(0);
  });

  it('reads the counted days and neither the log nor the cases, however many there are', async () => {
    const read: string[] = [];
    const pool = poolOf(desk.app.get(DataSource));
    const query = jest.spyOn(pool, 'query');
    await figures({ agentId: mira.id });
    for (const [statement] of query.mock.calls) {
      const { text } = statement as unknown as { text?: string };
      if (text !== undefined && !/^\s*(insert|with together)/.test(text)) read.push(text);
    }
    query.mockRestore();
    const [period] = read.filter((text) => text.includes('insight_day'));
    expect(
      read.filter((text) => /audit_event|recovery_case\b(?!.*insight)|from message\b/.test(text)),
    ).toEqual([]);
    await desk.sql(
      `insert into insight_day (day, measure, channel, agent_id, detail, count)
       select current_date - d, 'cases-opened', 'phone', $1, 'made ' || n, 1
         from generate_series(200, 900) d, generate_series(1, 60) n`,
      [mira.id],
    );
    await desk.sql('analyze insight_day');
    const explained = await desk.sql<{ 'QUERY PLAN': string }>(
      `explain ${(period ?? '')
        .replaceAll('$1', `'${day(middayAgo(29))}'`)
        .replaceAll('$2', `'${day(middayAgo(0))}'`)
        .replaceAll('$3', 'null')
        .replaceAll('$4', 'null')
        .replaceAll('$5', `'day'`)}`,
    );
    const plan = explained.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index (Only )?Scan.*insight_day|Bitmap Index Scan/);
    expect(plan).not.toMatch(/Seq Scan/);
  });
});

describe('a desk whose day begins elsewhere', () => {
  it('counts every day anew by its own midnight', async () => {
    const desk = await TestDesk.open({ RELINK_TIME_ZONE: 'Pacific/Auckland' });
    try {
      await desk.sql(
        `insert into insight_counted (day, time_zone, at) select current_date - d, 'UTC', now() from generate_series(0, 3) d`,
      );
      const sam = await desk.signedIn('supervisor');
      const { id } = await desk.hire('agent');
      const { id: caseId } = await aCase(desk, { agentId: id, openedAt: middayAgo(2, 30).toISOString() });
      // 12:30 in UTC is after midnight in Auckland, all year round.
      await happened(desk, id, middayAgo(2, 30), { action: 'case.opened', caseId });
      await desk.app.get(CountDays).run();
      const next = day(middayAgo(1));
      const { body } = await sam.get<Insights>(`/api/insights?from=${next}&to=${next}`);
      expect([body.timeZone, body.cases.opened]).toEqual(['Pacific/Auckland', 1]);
    } finally {
      await desk.close();
    }
  });
});
