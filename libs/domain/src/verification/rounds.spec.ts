import * as fc from 'fast-check';
import { daysAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { KNOWLEDGE_KINDS, type KnowledgeKind } from './evidence.ts';
import { ANSWER_RESULTS, excludedKnowledge, type JudgedAnswer, judgeRound, roundRefusal } from './rounds.ts';

const anyAnswer: fc.Arbitrary<JudgedAnswer> = fc.record({
  kind: fc.constantFrom(...KNOWLEDGE_KINDS),
  result: fc.constantFrom(...ANSWER_RESULTS),
});

describe('judging a round', () => {
  const answer = (kind: KnowledgeKind, result: JudgedAnswer['result'] = 'match') => ({ kind, result });

  it('is enough when two kinds match and none is wrong', () => {
    expect(judgeRound([answer('last_order'), answer('full_name')], policy)).toEqual({
      enough: true,
      kinds: ['last_order', 'full_name'],
    });
  });

  it('does not count an answer that said too little, neither way, nor as a last order held', () => {
    const answers = [answer('last_order', 'too-little'), answer('full_name'), answer('username')];
    expect(judgeRound(answers, policy)).toEqual({ enough: true, kinds: ['full_name', 'username'] });
    expect(judgeRound(answers.slice(0, 2), policy)).toEqual({
      enough: false,
      kinds: ['last_order', 'full_name'],
    });
  });

  it('does not take the same kind twice for two', () => {
    expect(judgeRound([answer('full_name'), answer('full_name')], policy).enough).toBe(false);
  });

  it('is never enough with a wrong answer, a result nobody named, or fewer than two kinds matched', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer), fc.constantFrom(...KNOWLEDGE_KINDS), (answers, kind) => {
        const matched = new Set(answers.filter(({ result }) => result === 'match').map((each) => each.kind));
        const wrong = answers.some(({ result }) => result === 'mismatch');
        expect(judgeRound(answers, policy).enough).toBe(matched.size >= 2 && !wrong);
        expect(judgeRound([...answers, answer(kind, 'mismatch')], policy).enough).toBe(false);
        expect(judgeRound([...answers, { kind, result: 'ok' as 'match' }], policy).enough).toBe(false);
      }),
    );
  });

  it('records every kind of a failed round, so that none is told apart', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer), (answers) => {
        const { enough, kinds } = judgeRound(answers, policy);
        const asked = [...new Set(answers.map(({ kind }) => kind))];
        expect(enough || kinds.join() === asked.join()).toBe(true);
      }),
    );
  });
});

describe('a fact used to find the account', () => {
  it('proves nothing', () => {
    expect(excludedKnowledge(['order-number', 'phone', 'phone'])).toEqual([
      'last_order',
      'linked_phone_number',
    ]);
    expect(excludedKnowledge(['username', 'name'])).toEqual(['username', 'full_name']);
    expect(excludedKnowledge(['email', 'id'])).toEqual([]);
  });
});

describe('a round that is not even judged', () => {
  const request = {
    kinds: ['last_order', 'full_name'] as const,
    excludedKinds: [],
    lockedUntil: null,
    agentStopped: false,
    now: NOW,
    policy,
  };

  it('is none when two different questions that prove something were asked', () => {
    expect(roundRefusal(request)).toBeNull();
    expect(roundRefusal({ ...request, lockedUntil: daysAgo(1) })).toBeNull();
  });

  it('asked too little', () => {
    expect(roundRefusal({ ...request, kinds: [] })).toEqual({ code: 'too-few-answers' });
    expect(roundRefusal({ ...request, kinds: ['full_name', 'full_name'] })).toEqual({
      code: 'too-few-answers',
    });
  });

  it('asked what the account was found by, and names the answer', () => {
    expect(roundRefusal({ ...request, excludedKinds: ['full_name'] })).toEqual({
      code: 'answer-excluded',
      errors: { 'answers.1.kind': 'The account was found by this. Ask something else.' },
    });
  });

  it('is about a locked account, whatever else is wrong with it', () => {
    const lockedUntil = minutesLater(5).toISOString();
    expect(roundRefusal({ ...request, kinds: [], lockedUntil })).toEqual({
      code: 'account-locked',
      details: { until: lockedUntil },
    });
  });

  it('comes from a stopped agent', () => {
    expect(roundRefusal({ ...request, agentStopped: true })).toEqual({ code: 'agent-stopped' });
  });
});
