import {
  anEmailPossession,
  aPossession,
  aRound,
  evidenceOf,
  minutesAgo,
  minutesLater,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { type Policy, STANDARD_POLICY, STRICT_POLICY } from '../policy/policy.ts';
import { assuranceOf } from './assurance.ts';
import type { EvidenceFacts } from './evidence-facts.ts';

const document = { accountId: 'old', receivedAt: minutesAgo(4), confirmedAt: minutesAgo(1) };

function judge(
  facts: Partial<EvidenceFacts>,
  policy: Policy = STANDARD_POLICY,
  resetAt: string | null = null,
) {
  return assuranceOf('old', evidenceOf(facts), resetAt, NOW, policy);
}

describe('assurance, standard', () => {
  it('starts at none and says what it wants', () => {
    expect(judge({})).toEqual({
      level: 'none',
      since: null,
      fadesAt: null,
      missing: ['knowledge-round', 'possession'],
    });
  });

  it('verifies the caller of the story: order, address and name, then the code from her phone', () => {
    const rounds = [aRound({ kinds: ['last_order', 'shipping_address', 'full_name'], at: minutesAgo(8) })];
    expect(judge({ rounds })).toMatchObject({ level: 'identified', missing: ['possession'] });
    expect(judge({ rounds, possessions: [aPossession({ at: minutesAgo(3) })] })).toEqual({
      level: 'verified',
      since: minutesAgo(3),
      fadesAt: minutesLater(27).toISOString(),
      missing: [],
    });
  });

  it('verifies her in the other order too', () => {
    const possessions = [aPossession({ at: minutesAgo(9) })];
    expect(judge({ possessions })).toMatchObject({
      level: 'none',
      missing: ['knowledge-round', 'last-order'],
    });
    expect(judge({ possessions, rounds: [aRound({ at: minutesAgo(4) })] })).toMatchObject({
      level: 'verified',
      since: minutesAgo(4),
    });
  });

  it('wants the last order where the only possession is an SMS', () => {
    const rounds = [aRound({ kinds: ['full_name', 'shipping_address'] })];
    expect(judge({ rounds, possessions: [aPossession()] })).toMatchObject({
      level: 'identified',
      missing: ['last-order'],
    });
    expect(judge({ rounds, possessions: [anEmailPossession()] }).level).toBe('verified');
  });

  it('does not put the last order of a failed round beside another round that was enough', () => {
    const rounds = [aRound({ enough: false }), aRound({ kinds: ['full_name', 'username'] })];
    expect(judge({ rounds, possessions: [aPossession()] }).level).toBe('identified');
  });

  it('counts a taken phone only beside a round that holds the last order', () => {
    const possessions = [aPossession({ needsLastOrder: true })];
    expect(judge({ possessions, rounds: [aRound({ kinds: ['full_name', 'username'] })] })).toMatchObject({
      level: 'identified',
      missing: ['last-order'],
    });
    expect(judge({ possessions, rounds: [aRound()] }).level).toBe('verified');
    expect(judge({ possessions: [...possessions, anEmailPossession()] }).level).toBe('none');
    expect(judge({ possessions, documents: [document] }).level).toBe('none');
  });

  it('is strong with two possessions by different methods, or with one and a confirmed document', () => {
    expect(judge({ possessions: [aPossession(), anEmailPossession()] }).level).toBe('strong');
    expect(judge({ possessions: [aPossession(), aPossession({ kind: 'recovery_contact' })] }).level).toBe(
      'none',
    );
    expect(judge({ possessions: [aPossession()], documents: [document] }).level).toBe('strong');
    expect(
      judge({ possessions: [aPossession()], documents: [{ ...document, confirmedAt: null }] }).level,
    ).toBe('none');
    expect(judge({ documents: [document] }).level).toBe('none');
  });

  it('counts no document that came before a hand-over, though it was confirmed after it', () => {
    const facts = { possessions: [aPossession()], documents: [document] };
    expect(judge(facts, STANDARD_POLICY, minutesAgo(3)).level).toBe('none');
    expect(judge(facts, STANDARD_POLICY, minutesAgo(5)).level).toBe('strong');
  });
});

describe('assurance, strict', () => {
  it('gives knowledge no weight at all', () => {
    expect(judge({ rounds: [aRound()] }, STRICT_POLICY)).toMatchObject({
      level: 'none',
      missing: ['possession'],
    });
    expect(judge({ rounds: [aRound()], possessions: [aPossession()] }, STRICT_POLICY)).toMatchObject({
      level: 'none',
      missing: ['second-possession'],
    });
  });

  it('verifies by two possessions of different methods, and is strong with a document besides', () => {
    const possessions = [aPossession(), anEmailPossession()];
    expect(judge({ possessions }, STRICT_POLICY).level).toBe('verified');
    expect(judge({ possessions, documents: [document] }, STRICT_POLICY).level).toBe('strong');
    expect(judge({ possessions: [aPossession()], documents: [document] }, STRICT_POLICY).level).toBe('none');
  });
});

describe('fading', () => {
  const facts = evidenceOf({
    rounds: [aRound({ at: minutesAgo(10) })],
    possessions: [aPossession({ at: minutesAgo(0) })],
  });
  const at = (minute: number) => assuranceOf('old', facts, null, minutesLater(minute), STANDARD_POLICY);

  it('is 30 minutes after the last evidence, all at once', () => {
    expect(at(29.99).level).toBe('verified');
    expect(at(30)).toEqual({
      level: 'none',
      since: null,
      fadesAt: null,
      missing: ['knowledge-round', 'possession'],
    });
  });

  it('is final: a later code does not bring back a round that had faded', () => {
    const late = evidenceOf({
      rounds: [aRound({ at: minutesAgo(40) })],
      possessions: [aPossession({ at: minutesAgo(1) })],
    });
    expect(assuranceOf('old', late, null, NOW, STANDARD_POLICY).level).toBe('none');
  });

  it('is not put off by a round that was not enough', () => {
    const rounds = [aRound({ at: minutesAgo(29) }), aRound({ at: minutesAgo(1), enough: false })];
    expect(judge({ rounds }).fadesAt).toBe(minutesLater(1).toISOString());
  });

  it('happens at once at hand-over and reopening', () => {
    const gathered = { rounds: [aRound()], possessions: [aPossession()] };
    expect(judge(gathered, STANDARD_POLICY, minutesAgo(3)).level).toBe('none');
    expect(judge(gathered, STANDARD_POLICY, minutesAgo(2)).level).toBe('none');
    expect(judge(gathered, STANDARD_POLICY, minutesAgo(6)).level).toBe('verified');
  });

  it('believes no evidence dated later than clocks may differ, and none without a readable date', () => {
    const possessions = [anEmailPossession()];
    expect(judge({ possessions, rounds: [aRound({ at: minutesAgo(-2) })] }).level).toBe('none');
    expect(judge({ possessions, rounds: [aRound({ at: minutesAgo(-0.5) })] }).level).toBe('verified');
    expect(judge({ possessions, rounds: [aRound({ at: 'yesterday' })] }).level).toBe('none');
    expect(judge({ possessions, rounds: [aRound()] }, STANDARD_POLICY, 'unreadable').level).toBe('none');
  });
});
