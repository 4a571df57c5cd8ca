import type { DocumentState } from '../documents/index.ts';
import {
  anAccount,
  anEmail,
  aPhone,
  aPossession,
  aRound,
  aSituation,
  evidenceOf,
  minutesAgo,
} from '../fixtures/facts.fixture.ts';
import { STRICT_POLICY } from '../policy/policy.ts';
import type { ActionSituation } from './action-situation.ts';
import { allowedActions } from './allowed-actions.ts';

const IDENTIFIED = evidenceOf({ rounds: [aRound()] });
const asked = (facts: Partial<ActionSituation> = {}) =>
  allowedActions(aSituation({ evidence: IDENTIFIED, ...facts }))
    .filter(({ action, accountId }) => action === 'ask-document' && accountId === 'old')
    .map(({ identifierId, allowed, missing }) => ({ identifierId, allowed, missing }));
const unreachable = aPhone({ undeliverableAt: minutesAgo(5) });
const aDocument = (state: DocumentState, askedAt = minutesAgo(10), caseId = 'case') => ({
  accountId: 'old',
  caseId,
  state,
  askedAt,
});

describe('asking for an identity document', () => {
  it('goes to a contact on file that may get a code; a code is read out only where none is left', () => {
    expect(asked()).toEqual([
      { identifierId: 'old-phone', allowed: true, missing: [] },
      { identifierId: null, allowed: false, missing: ['no-contact-left'] },
    ]);
    const orphan = anAccount({ identifiers: [unreachable, anEmail({ linkedSince: minutesAgo(60) })] });
    expect(asked({ accounts: [orphan] })).toEqual([{ identifierId: null, allowed: true, missing: [] }]);
  });

  it('needs a caller who is identified; verified in strict, which reads no code out', () => {
    const possession = evidenceOf({ possessions: [aPossession()] });
    expect(asked({ evidence: possession })[0]).toMatchObject({
      allowed: false,
      missing: ['knowledge-round'],
    });
    expect(asked({ evidence: possession, policy: STRICT_POLICY })[0]?.missing).toEqual(['second-possession']);
    const orphan = anAccount({ identifiers: [unreachable] });
    expect(asked({ accounts: [orphan], policy: STRICT_POLICY })[0]?.missing).toContain('spoken-allowed');
  });

  it('waits while one of this case is looked at, and not while one was asked for and never came', () => {
    for (const state of ['received', 'proposed'] as const)
      expect(asked({ documents: [aDocument(state)] })[0]?.missing).toEqual(['no-document-waiting']);
    for (const document of [aDocument('asked'), aDocument('received', minutesAgo(10), 'another')])
      expect(asked({ documents: [document] })[0]?.allowed).toBe(true);
  });

  it('is done five times a day, in whatever case', () => {
    const four = Array.from({ length: 4 }, (_, each) => aDocument('lapsed', minutesAgo(each), 'another'));
    expect(asked({ documents: four })[0]?.allowed).toBe(true);
    expect(asked({ documents: [...four, aDocument('rejected')] })[0]?.missing).toEqual(['document-limit']);
    const yesterday = aDocument('rejected', minutesAgo(24 * 60 + 1));
    expect(asked({ documents: [...four, yesterday] })[0]?.allowed).toBe(true);
  });
});
