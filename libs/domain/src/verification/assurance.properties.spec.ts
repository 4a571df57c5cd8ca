import * as fc from 'fast-check';
import { minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { POLICIES, POLICY_PRESETS, STANDARD_POLICY, STRICT_POLICY } from '../policy/policy.ts';
import { type AssuranceNow, assuranceOf, compareAssurance } from './assurance.ts';
import { ASSURANCES, KNOWLEDGE_KINDS, POSSESSION_KINDS } from './evidence.ts';
import {
  CODE_METHODS,
  type DocumentFacts,
  type EvidenceFacts,
  type PossessionFacts,
  type RoundFacts,
} from './evidence-facts.ts';

const accountId = fc.constantFrom('old', 'old', 'old', 'double');
const at = fc.integer({ min: 0, max: 60 }).map(minutesAgo);

const anyRound: fc.Arbitrary<RoundFacts> = fc.record({
  at,
  accountId,
  kinds: fc.uniqueArray(fc.constantFrom(...KNOWLEDGE_KINDS), { minLength: 1, maxLength: 5 }),
  enough: fc.boolean(),
  policyVersion: fc.constant(1),
});

const anyPossession: fc.Arbitrary<PossessionFacts> = fc.record({
  at,
  accountId,
  kind: fc.constantFrom(...POSSESSION_KINDS),
  method: fc.constantFrom(...CODE_METHODS),
  needsLastOrder: fc.boolean(),
});

const anyDocument: fc.Arbitrary<DocumentFacts> = fc.record({
  accountId,
  receivedAt: at,
  confirmedAt: fc.option(at, { nil: null }),
});

/** Evidence about two accounts, mostly the one asked about, from the last hour. */
const anyEvidence: fc.Arbitrary<EvidenceFacts> = fc.record({
  rounds: fc.array(anyRound, { maxLength: 4 }),
  possessions: fc.array(anyPossession, { maxLength: 4 }),
  documents: fc.array(anyDocument, { maxLength: 2 }),
});

/** The last hand-over or reopening: none, or some time in the last hour. */
const anyReset: fc.Arbitrary<string | null> = fc.option(at, { nil: null });

const anyPolicy = fc.constantFrom(...POLICY_PRESETS).map((preset) => POLICIES[preset]);

function expectNotAbove(left: AssuranceNow, right: AssuranceNow): void {
  expect(compareAssurance(left.level, right.level)).toBeLessThanOrEqual(0);
}

function holds(
  property: (evidence: EvidenceFacts, resetAt: string | null, preset: typeof STANDARD_POLICY) => void,
) {
  fc.assert(fc.property(anyEvidence, anyReset, anyPolicy, property), { numRuns: 500 });
}

describe('whatever the evidence', () => {
  it('every level comes up under standard, so that the rules below are not empty', () => {
    const levels = fc
      .sample(anyEvidence, { numRuns: 500, seed: 1 })
      .map((evidence) => assuranceOf('old', evidence, null, NOW, STANDARD_POLICY).level);
    expect(ASSURANCES.filter((level) => levels.filter((each) => each === level).length < 10)).toEqual([]);
  });

  it('knowledge alone never reaches verified, and reaches nothing in strict', () => {
    holds(({ rounds }, resetAt, policy) => {
      const knowledge = { rounds, possessions: [], documents: [] };
      const { level, missing } = assuranceOf('old', knowledge, resetAt, NOW, policy);
      expect(['none', policy.preset === 'strict' ? 'none' : 'identified']).toContain(level);
      expect(missing).toContain('possession');
    });
  });

  it('a single possession with nothing else proves nothing', () => {
    holds(({ possessions }, resetAt, policy) => {
      const single = { rounds: [], possessions: possessions.slice(0, 1), documents: [] };
      expect(assuranceOf('old', single, resetAt, NOW, policy).level).toBe('none');
    });
  });

  it('only evidence about the account itself counts', () => {
    holds((evidence, resetAt, policy) => {
      const own = {
        rounds: evidence.rounds.filter(({ accountId }) => accountId === 'old'),
        possessions: evidence.possessions.filter(({ accountId }) => accountId === 'old'),
        documents: evidence.documents.filter(({ accountId }) => accountId === 'old'),
      };
      expect(assuranceOf('old', evidence, resetAt, NOW, policy)).toEqual(
        assuranceOf('old', own, resetAt, NOW, policy),
      );
      expect(assuranceOf('nobody', evidence, resetAt, NOW, policy).level).toBe('none');
    });
  });

  it('time only takes away, and nothing outlives fadesAt', () => {
    fc.assert(
      fc.property(
        anyEvidence,
        anyReset,
        anyPolicy,
        fc.nat(90),
        fc.nat(90),
        (evidence, resetAt, policy, a, b) => {
          const earlier = assuranceOf('old', evidence, resetAt, minutesLater(Math.min(a, b)), policy);
          const later = assuranceOf('old', evidence, resetAt, minutesLater(Math.max(a, b)), policy);
          expectNotAbove(later, earlier);
          if (earlier.fadesAt !== null) {
            const faded = assuranceOf(
              'old',
              evidence,
              resetAt,
              new Date(Date.parse(earlier.fadesAt)),
              policy,
            );
            expect(faded.level).toBe('none');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a reset now leaves none, and a later reset never leaves more', () => {
    fc.assert(
      fc.property(anyEvidence, anyReset, anyReset, anyPolicy, (evidence, one, other, policy) => {
        expect(assuranceOf('old', evidence, NOW.toISOString(), NOW, policy).level).toBe('none');
        const [earlier, later] = [one ?? '', other ?? ''].toSorted().map((at) => (at === '' ? null : at));
        expectNotAbove(
          assuranceOf('old', evidence, later ?? null, NOW, policy),
          assuranceOf('old', evidence, earlier ?? null, NOW, policy),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('a failed round changes nothing', () => {
    fc.assert(
      fc.property(anyEvidence, anyReset, anyPolicy, anyRound, (evidence, resetAt, policy, round) => {
        const failed = { ...evidence, rounds: [...evidence.rounds, { ...round, enough: false }] };
        expect(assuranceOf('old', failed, resetAt, NOW, policy)).toEqual(
          assuranceOf('old', evidence, resetAt, NOW, policy),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('strict never says more than standard', () => {
    holds((evidence, resetAt) => {
      expectNotAbove(
        assuranceOf('old', evidence, resetAt, NOW, STRICT_POLICY),
        assuranceOf('old', evidence, resetAt, NOW, STANDARD_POLICY),
      );
    });
  });

  it('something is missing exactly below verified, and since and fadesAt fit the level', () => {
    holds((evidence, resetAt, policy) => {
      const { level, since, fadesAt, missing } = assuranceOf('old', evidence, resetAt, NOW, policy);
      expect(missing.length > 0).toBe(level === 'none' || level === 'identified');
      expect(since === null).toBe(level === 'none');
      if (level !== 'none') expect(fadesAt! > NOW.toISOString() && since! <= NOW.toISOString()).toBe(true);
    });
  });
});
