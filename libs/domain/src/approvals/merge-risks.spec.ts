import * as fc from 'fast-check';
import { arbitraryMergeAccount } from '../fixtures/any-account.fixture.ts';
import {
  anEmailPossession,
  aPhone,
  aPossession,
  aRound,
  aTakenPhone,
  daysAgo,
  evidenceOf,
  minutesAgo,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { aMergeAccount, anIdentifierOf } from '../fixtures/merge.fixture.ts';
import { days, minutes } from '../policy/instants.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { ASSURANCES, assuranceOf } from '../verification/index.ts';
import { APPROVAL_RISKS, type ApprovalRisk, erasureRisks } from './approval-risks.ts';
import { type MergeRiskInput, mergeRisks, type RiskAccountFacts } from './merge-risks.ts';

const { hold, tenure } = STANDARD_POLICY.numbers;
const CALM = {
  hold: { totals: [], simSwaps: [] },
  suspectedAt: null,
  lockedAt: null,
  opposedAt: null,
  passedAfterFailure: false,
} as const;
/** Of somebody with two contacts that have been there for long, and nothing at stake. */
const account = (id: 'old' | 'double', facts: Partial<RiskAccountFacts> = {}): RiskAccountFacts => ({
  ...aMergeAccount({
    id,
    identifiers: [
      anIdentifierOf(id, {}),
      aPhone({
        accountId: id,
        id: `${id}-phone`,
        normalised: id === 'old' ? '+919812345678' : '+919812345679',
      }),
    ],
  }),
  ...CALM,
  ...facts,
});
const strong = (accountId: string) => [aPossession({ accountId }), anEmailPossession({ accountId })];
const calm = (facts: Partial<MergeRiskInput> = {}): MergeRiskInput => ({
  survivor: account('old'),
  other: account('double'),
  pair: 'found',
  mergedAt: null,
  evidence: evidenceOf({ possessions: [...strong('old'), ...strong('double')] }),
  resetAt: null,
  requestedAt: NOW,
  now: NOW,
  policy: STANDARD_POLICY,
  ...facts,
});
const risks = (facts: Partial<MergeRiskInput> = {}) => mergeRisks(calm(facts));
const ofOld = (facts: Partial<RiskAccountFacts>, rest: Partial<MergeRiskInput> = {}) =>
  risks({ survivor: account('old', facts), ...rest });
const old = (risk: ApprovalRisk) => ({ risk, accountId: 'old' });
const both = (risk: ApprovalRisk) => ({ risk, accountId: null });

describe('what a second person has to know of a merge', () => {
  it('is nothing where both are proven, known for long and alike', () => {
    expect(risks()).toEqual([]);
  });

  it('is that two people are called or born otherwise, and not that a name is written otherwise', () => {
    const names = (firstName: string, lastName = 'Patel') => ofOld({ firstName, lastName });
    expect(names('Aasha')).toEqual([]);
    expect(names('આશા', 'પટેલ')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names('Ravi')).toEqual([both('different-names')]);
    expect(names('Asha', 'Lindqvist')).toEqual([both('different-names')]);
    const born = (birthDate: string) =>
      ofOld({ birthDate }, { other: account('double', { birthDate: '1980-02-29' }) });
    expect(born('1980-02-28')).toEqual([]);
    expect(born('1980-02-29')).toEqual([]);
    expect(born('1993-11-05')).toEqual([both('different-birth-dates')]);
  });

  it('is that somebody took them for two people, or that nothing has put them together', () => {
    expect(risks({ pair: 'two-people' })).toEqual([both('two-people')]);
    expect(risks({ pair: 'not-found' })).toEqual([both('not-found-alike')]);
    expect(risks({ pair: 'not-found', mergedAt: daysAgo(1) })).toEqual([]);
  });

  it('is that the search has not looked at both yet, which is another thing than that it found nothing', () => {
    expect(risks({ pair: 'not-searched' })).toEqual([both('not-searched-yet')]);
    expect(risks({ pair: 'not-searched', mergedAt: daysAgo(1) })).toEqual([]);
  });

  it('is how weak the proof of each was when it was asked for, however long ago that is by now', () => {
    const atStake = { orderCount: 3 };
    const proven = (evidence: MergeRiskInput['evidence'], facts: Partial<RiskAccountFacts> = atStake) =>
      ofOld(facts, {
        evidence: { ...evidence, possessions: [...evidence.possessions, ...strong('double')] },
        now: new Date(NOW.getTime() + minutes(200)),
      });
    const round = aRound();
    expect(proven(evidenceOf())).toEqual([old('unproven')]);
    expect(proven(evidenceOf({ rounds: [round] }))).toEqual([old('knowledge-only')]);
    expect(proven(evidenceOf({ rounds: [round], possessions: [aPossession()] }))).toEqual([
      old('not-strong'),
    ]);
    expect(proven(evidenceOf({ possessions: [aPossession()] }))).toEqual([old('unproven')]);
    expect(proven(evidenceOf({ possessions: [aPossession()] }), {})).toEqual([]);
    const document = { accountId: 'old', receivedAt: minutesAgo(4), confirmedAt: minutesAgo(3) };
    expect(proven(evidenceOf({ rounds: [round], documents: [document] }))).toEqual([old('document-only')]);
    expect(
      proven(evidenceOf({ possessions: strong('old').map((each) => ({ ...each, at: minutesAgo(40) })) })),
    ).toEqual([old('unproven')]);
  });

  it('is that what was proven counts for nothing since somebody said that it was not them', () => {
    expect(risks({ resetAt: minutesAgo(0) })).toEqual([
      old('unproven'),
      { risk: 'unproven', accountId: 'double' },
    ]);
  });

  it('is that a round was enough only after one that was not', () => {
    expect(ofOld({ passedAfterFailure: true })).toEqual([old('round-after-failure')]);
  });

  it('is what would hold any other change: a swapped SIM, and much to lose with nobody else to warn', () => {
    expect(ofOld({ hold: { totals: [], simSwaps: ['unknown', 'risk'] } })).toEqual([old('sim-swap-risk')]);
    const rich = { orderCount: 30 };
    expect(ofOld(rich)).toEqual([old('high-value')]);
    expect(ofOld({ ...rich, identifiers: [aPhone()] })).toEqual([old('nobody-else-to-warn')]);
  });

  it('is a contact that came lately, or that another account took lately', () => {
    const fresh = aPhone({ linkedSince: daysAgo(tenure.freshDays - 1) });
    const identifiers = [...account('old').identifiers, fresh];
    expect(ofOld({ identifiers })).toEqual([old('fresh-contact')]);
    for (const each of [
      { ...fresh, linkedSince: daysAgo(tenure.freshDays) },
      { ...fresh, use: 'contact' as const },
      { ...fresh, state: 'released' as const, releaseReason: 'replaced' as const, releasedAt: daysAgo(1) },
    ])
      expect(ofOld({ identifiers: [...account('old').identifiers, each] })).toEqual([]);
    const taken = (releasedAt: string) =>
      ofOld({ identifiers: [...account('old').identifiers, aTakenPhone({ id: 'taken', releasedAt })] });
    expect(taken(daysAgo(3))).toEqual([old('contact-taken')]);
    expect(taken(daysAgo(tenure.takenWithinDays))).toEqual([]);
  });

  it('is that a thief was suspected, that it was locked, or that somebody said it was not them, lately', () => {
    expect(ofOld({ suspectedAt: daysAgo(2), lockedAt: daysAgo(2), opposedAt: daysAgo(2) })).toEqual([
      old('suspected-fraud'),
      old('opposed'),
      old('locked'),
    ]);
    const long = daysAgo(Math.max(hold.fraudLockDays, tenure.takenWithinDays));
    expect(ofOld({ suspectedAt: long, lockedAt: long, opposedAt: long })).toEqual([]);
  });

  it('of an undoing leaves out what the merge itself brought', () => {
    const came = (linkedSince: string) =>
      ofOld(
        { firstName: 'Ravi', identifiers: [...account('old').identifiers, aPhone({ linkedSince })] },
        { mergedAt: daysAgo(2) },
      );
    expect(came(daysAgo(2))).toEqual([]);
    expect(came(daysAgo(1))).toEqual([old('fresh-contact')]);
  });
});

describe('the risks of any two accounts', () => {
  const anyFacts = fc.record({
    simSwap: fc.constantFrom('risk' as const, 'safe' as const, 'unknown' as const),
    suspectedAt: fc.option(fc.nat(60).map(daysAgo)),
    lockedAt: fc.option(fc.nat(60).map(daysAgo)),
    opposedAt: fc.option(fc.nat(60).map(daysAgo)),
    passedAfterFailure: fc.boolean(),
  });
  const anyAccount = (id: 'a' | 'b') =>
    fc.tuple(arbitraryMergeAccount(id), anyFacts).map(([facts, { simSwap, ...rest }]): RiskAccountFacts => ({
      ...facts,
      ...rest,
      hold: { totals: [], simSwaps: [simSwap] },
    }));
  const anyInput = fc
    .record({
      survivor: anyAccount('a'),
      other: anyAccount('b'),
      pair: fc.constantFrom<MergeRiskInput['pair'][]>(
        'found',
        'not-found',
        'not-searched',
        'two-people',
        null,
      ),
      mergedAt: fc.option(fc.nat(40).map(daysAgo)),
      possessions: fc.subarray([...strong('a'), ...strong('b')]),
      rounds: fc.subarray([aRound({ accountId: 'a' }), aRound({ accountId: 'b' })]),
    })
    .map(({ possessions, rounds, ...rest }) =>
      calm({ ...rest, evidence: evidenceOf({ possessions, rounds }) }),
    );

  it('are each said once, in one order, of one of the two or of both', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const found = mergeRisks(input);
        const places = found.map(
          ({ risk, accountId }) => APPROVAL_RISKS.indexOf(risk) * 3 + [null, 'a', 'b'].indexOf(accountId),
        );
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
      }),
    );
  });

  it('are the same of each account whichever of the two stays', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { survivor, other } = input;
        const turned = mergeRisks({ ...input, survivor: other, other: survivor });
        const said = (risks: ReturnType<typeof mergeRisks>) =>
          risks.map(({ risk, accountId }) => `${risk} ${String(accountId)}`).sort();
        expect(said(turned)).toEqual(said(mergeRisks(input)));
      }),
    );
  });

  it('never grow as more is proven, and name a lack of proof of every account that has something at stake and is not strong', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const said = (evidence: MergeRiskInput['evidence']) =>
          mergeRisks({ ...input, evidence }).filter(({ accountId }) => accountId === 'a').length;
        const more = { ...input.evidence, possessions: strong('a') };
        expect(said(more)).toBeLessThanOrEqual(said(input.evidence));
        const { level } = assuranceOf('a', input.evidence, null, NOW, STANDARD_POLICY);
        const lacks = mergeRisks(input).some(
          ({ risk, accountId }) =>
            accountId === 'a' && ['unproven', 'knowledge-only', 'document-only', 'not-strong'].includes(risk),
        );
        if (input.survivor.orderCount > 0)
          expect(lacks).toBe(ASSURANCES.indexOf(level) < ASSURANCES.length - 1);
      }),
    );
  });

  it('fade: what is said of contacts, locks and objections is said of none after their time', () => {
    const lasting = ['fresh-contact', 'contact-taken', 'suspected-fraud', 'locked', 'opposed'];
    const later = new Date(NOW.getTime() + days(Math.max(hold.fraudLockDays, tenure.takenWithinDays) + 1));
    fc.assert(
      fc.property(anyInput, (input) => {
        const found = mergeRisks({ ...input, now: later });
        expect(found.filter(({ risk }) => lasting.includes(risk))).toEqual([]);
      }),
    );
  });
});

describe('what a second admin has to know of an erasure', () => {
  const worth = { orderCount: 0, hasBalance: false, hasSubscription: false, totals: [] };
  const of = (facts: object, id = 'old') => ({
    ...{ id, ...worth, suspectedAt: null, lockedAt: null, opposedAt: null },
    ...facts,
  });
  const said = (...accounts: Parameters<typeof erasureRisks>[0]) =>
    erasureRisks(accounts, NOW, STANDARD_POLICY);

  it('is whose traces it would take away, and that there is much to lose', () => {
    expect(said(of({}))).toEqual([]);
    expect(said(of({ opposedAt: daysAgo(2), hasBalance: true }))).toEqual([
      old('opposed'),
      old('high-value'),
    ]);
    expect(said(of({ suspectedAt: daysAgo(hold.fraudLockDays), lockedAt: daysAgo(2) }))).toEqual([
      old('locked'),
    ]);
  });

  it('is said of what was merged into the account too', () => {
    const tombstone = of({ suspectedAt: daysAgo(1) }, 'double');
    expect(said(of({ suspectedAt: daysAgo(1) }), tombstone)).toEqual([
      old('suspected-fraud'),
      { risk: 'suspected-fraud', accountId: 'double' },
    ]);
  });
});
