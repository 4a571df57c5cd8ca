import * as fc from 'fast-check';
import { NUMBERS } from '../policy/numbers.ts';
import { gatherSigns } from './gather-signs.ts';
import { judgeCounts } from './judge-counts.ts';
import { judgeAcquaintances, judgeApprovers, judgeHours } from './judge-people.ts';
import { judgeShares } from './judge-shares.ts';
import type { AgentDay, Suspicion } from './sign.ts';

const nothingSettled = () => null;
const DAY = '2026-06-01';
const did = (agentId: string, measure: string, count: number, detail = '', day = DAY): AgentDay => ({
  day,
  agentId,
  measure,
  detail,
  count,
});
const worked = (...agents: string[]) => agents.map((agent) => did(agent, 'cases-opened', 5));
const kinds = (found: readonly Suspicion[]) => [
  ...new Set(found.map(({ kind, agentId }) => `${kind} ${agentId}`)),
];

describe('signs by a count', () => {
  it('see a day of look-ups that led to no case, and no smaller one', () => {
    const { lookUpsPerDay } = NUMBERS.signs;
    const judge = (count: number) =>
      judgeCounts([did('mira', 'look-ups-without-case', count)], nothingSettled, NUMBERS);
    expect(kinds(judge(lookUpsPerDay))).toEqual(['look-ups-without-case mira']);
    expect(judge(lookUpsPerDay - 1)).toEqual([]);
  });

  it('do not add look-ups of many days up to one', () => {
    const rows = ['01', '02', '03', '04'].map((day) =>
      did('mira', 'look-ups-without-case', 12, '', `2026-06-${day}`),
    );
    expect(judgeCounts(rows, nothingSettled, NUMBERS)).toEqual([]);
  });

  it('see reveals far above those of the peers, who worked and revealed nothing too', () => {
    const rows = [...worked('a', 'b', 'c'), did('mira', 'reveals', 18)];
    expect(kinds(judgeCounts(rows, nothingSettled, NUMBERS))).toEqual(['reveals-above-peers mira']);
    const busy = ['a', 'b', 'c'].map((agent) => did(agent, 'reveals', 15));
    expect(judgeCounts([...busy, did('mira', 'reveals', 18)], nothingSettled, NUMBERS)).toEqual([]);
  });

  it('compare nobody with too few', () => {
    expect(judgeCounts([...worked('a', 'b'), did('mira', 'reveals', 500)], nothingSettled, NUMBERS)).toEqual(
      [],
    );
  });

  it('count anew from the day after somebody settled it', () => {
    const rows = [...worked('a', 'b', 'c'), did('mira', 'reveals', 18)];
    expect(judgeCounts(rows, () => DAY, NUMBERS)).toEqual([]);
    expect(kinds(judgeCounts(rows, () => '2026-05-31', NUMBERS))).toEqual(['reveals-above-peers mira']);
  });

  it('find somebody whatever the order of what was counted', () => {
    const row = fc.record({
      agentId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      day: fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-05'),
      measure: fc.constantFrom(
        'reveals',
        'look-ups-without-case',
        'name-searches-without-case',
        'cases-opened',
      ),
      count: fc.integer({ min: 1, max: 90 }),
      detail: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const judge = (those: readonly AgentDay[]) =>
          gatherSigns(judgeCounts(those, nothingSettled, NUMBERS));
        const byName = (left: { kind: string; agentId: string }, right: { kind: string; agentId: string }) =>
          `${left.kind} ${left.agentId}` < `${right.kind} ${right.agentId}` ? -1 : 1;
        expect(judge([...rows].reverse()).sort(byName)).toEqual(judge(rows).sort(byName));
      }),
    );
  });

  it('never find an agent who did what everybody did', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 4, max: 12 }), (count, agents) => {
        const rows = Array.from({ length: agents }, (_, agent) => [
          did(String(agent), 'reveals', count),
          did(String(agent), 'name-searches-without-case', count),
          did(String(agent), 'look-ups-without-case', count),
        ]).flat();
        expect(judgeCounts(rows, nothingSettled, NUMBERS)).toEqual([]);
      }),
    );
  });
});

describe('signs by a share', () => {
  const rounds = (agent: string, enough: number, not: number) => [
    did(agent, 'first-rounds', enough, 'enough'),
    did(agent, 'first-rounds', not, 'not-enough'),
  ];
  const peers = [...rounds('a', 20, 15), ...rounds('b', 22, 14), ...rounds('c', 19, 12)];

  it('see first rounds that were all enough where peers fail every third', () => {
    const found = judgeShares([...peers, did('mira', 'first-rounds', 30, 'enough')], nothingSettled, NUMBERS);
    expect(found).toMatchObject([
      { kind: 'first-rounds-above-peers', agentId: 'mira', count: 30, outOf: 30, usual: 60 },
    ]);
  });

  it('let somebody be a little better, or have luck with a few', () => {
    expect(judgeShares([...peers, ...rounds('mira', 24, 12)], nothingSettled, NUMBERS)).toEqual([]);
    expect(
      judgeShares([...peers, did('mira', 'first-rounds', 8, 'enough')], nothingSettled, NUMBERS),
    ).toEqual([]);
  });

  it('see many cases on accounts that a thief would like', () => {
    const plain = ['a', 'b', 'c'].flatMap((agent) => [
      did(agent, 'accounts-worked', 30, 'plain'),
      did(agent, 'accounts-worked', 3, 'worthy'),
    ]);
    const found = judgeShares(
      [...plain, did('mira', 'accounts-worked', 14, 'worthy'), did('mira', 'accounts-worked', 4, 'plain')],
      nothingSettled,
      NUMBERS,
    );
    expect(found).toMatchObject([
      { kind: 'worthy-accounts', agentId: 'mira', count: 14, outOf: 18, usual: 9 },
    ]);
  });

  it('never find an agent with the share of the peers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.integer({ min: 4, max: 10 }),
        (part, rest, agents) => {
          const rows = Array.from({ length: agents }, (_, agent) => [
            did(String(agent), 'accounts-worked', part, 'worthy'),
            ...(rest > 0 ? [did(String(agent), 'accounts-worked', rest, 'plain')] : []),
          ]).flat();
          expect(judgeShares(rows, nothingSettled, NUMBERS)).toEqual([]);
        },
      ),
    );
  });
});

describe('signs about two people', () => {
  const span = { from: DAY, to: '2026-06-09' };

  it('see the same agent and the same customer again and again', () => {
    const { sameCustomerTimes: limit } = NUMBERS.signs;
    const judge = (times: number) =>
      judgeAcquaintances([{ agentId: 'mira', accountId: 'asha', times, ...span }], NUMBERS);
    expect(judge(limit)).toMatchObject([{ kind: 'same-customer', accountId: 'asha', count: limit }]);
    expect(judge(limit - 1)).toEqual([]);
  });

  it('see one approver for more than 60 % of an agent’s requests, from five on', () => {
    const approved = (approverId: string, count: number) => ({ agentId: 'mira', approverId, count, ...span });
    const judge = (...counts: number[]) =>
      judgeApprovers(
        counts.map((count, approver) => approved(`s${String(approver)}`, count)),
        NUMBERS,
      );
    expect(judge(4, 1)).toMatchObject([{ kind: 'one-approver', otherAgentId: 's0', count: 4, outOf: 5 }]);
    expect(judge(3, 2)).toEqual([]);
    expect(judge(4)).toEqual([]);
    expect(judge(61, 39)).toHaveLength(1);
    expect(judge(60, 40)).toEqual([]);
  });

  it('see at most one such approver of an agent', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 8 }), (counts) => {
        const approvals = counts.map((count, approver) => ({
          agentId: 'mira',
          approverId: String(approver),
          count,
          ...span,
        }));
        expect(judgeApprovers(approvals, NUMBERS).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('see work outside an agent’s hours, and of an agent without hours nothing', () => {
    const hours = { timeZone: 'UTC', shifts: { monday: [{ from: '09:00', to: '17:00' }] } };
    const at = (time: string) => ({ at: new Date(`${DAY}T${time}:00Z`), day: DAY });
    const night = ['01:00', '01:05', '01:10', '02:00', '03:00'].map(at);
    expect(judgeHours('mira', hours, [...night, at('10:00')], NUMBERS)).toMatchObject([
      { kind: 'outside-hours', count: 5, outOf: 6, from: DAY, to: DAY },
    ]);
    expect(judgeHours('mira', hours, night.slice(1), NUMBERS)).toEqual([]);
    expect(judgeHours('mira', null, night, NUMBERS)).toEqual([]);
  });
});

describe('findings gathered', () => {
  const found = (from: string, to: string, count: number): Suspicion => ({
    kind: 'reveals-above-peers',
    agentId: 'mira',
    otherAgentId: null,
    accountId: null,
    count,
    outOf: null,
    usual: 1,
    from,
    to,
  });

  it('are one sign that says what the widest of them counted, with every span behind it', () => {
    const [sign, ...more] = gatherSigns([
      found(DAY, DAY, 20),
      found('2026-05-03', DAY, 70),
      found(DAY, DAY, 30),
    ]);
    expect(more).toEqual([]);
    expect(sign).toMatchObject({ count: 70, from: '2026-05-03', to: DAY });
    expect(sign?.spans).toHaveLength(3);
  });
});
