import * as fc from 'fast-check';
import { minutesAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { DOCUMENT_STATES, type IdentityDocument, LIVING_DOCUMENT_STATES } from './document.ts';
import { hasServed, pictureCutoffs, picturesServeUntil } from './picture-keeping.ts';

const { numbers } = STANDARD_POLICY;
const received: IdentityDocument = {
  state: 'received',
  verdict: null,
  caseAgentId: 'mira',
  caseOpen: true,
  resetAt: null,
  receivedAt: minutesAgo(5),
  takenPartIn: [],
  endedAt: null,
  deletedAt: null,
  held: false,
};
const until = (facts: Partial<IdentityDocument>) =>
  picturesServeUntil({ ...received, ...facts }, NOW, numbers)?.toISOString() ?? null;

describe('until when pictures of a document serve', () => {
  it('is so long after the decision, or after they came', () => {
    expect(until({})).toBe(minutesAgo(5 - 7 * 24 * 60));
    const decided = { state: 'confirmed', endedAt: minutesAgo(60) } as const;
    expect(until(decided)).toBe(minutesAgo(-23 * 60));
    expect(until({ ...decided, caseOpen: false })).toBe(minutesAgo(-23 * 60));
  });

  it('is now where nobody decides any more, or it cannot be read', () => {
    for (const facts of [
      { state: 'lapsed', endedAt: minutesAgo(1) },
      { caseOpen: false },
      { state: 'proposed', caseOpen: false },
      { receivedAt: 'unreadable' },
    ] as const)
      expect(until(facts)).toBe(NOW.toISOString());
  });

  it('is never where there are none, or a legal hold keeps them', () => {
    for (const facts of [{ receivedAt: null }, { deletedAt: minutesAgo(1) }, { held: true, caseOpen: false }])
      expect(until(facts)).toBeNull();
  });

  it('is the same by the cutoffs that the worker deletes by, to the millisecond', () => {
    const { decidedAt, receivedAt } = pictureCutoffs(NOW, numbers);
    const near = (at: Date) => fc.integer({ min: -2, max: 2 }).map((ms) => new Date(at.getTime() + ms));
    fc.assert(
      fc.property(
        near(decidedAt),
        near(receivedAt),
        fc.constantFrom(...DOCUMENT_STATES.filter((state) => state !== 'asked')),
        fc.boolean(),
        fc.boolean(),
        (ended, came, state, caseOpen, held) => {
          const living = LIVING_DOCUMENT_STATES.some((each) => each === state);
          const document = {
            ...received,
            state,
            caseOpen,
            held,
            receivedAt: came.toISOString(),
            endedAt: living ? null : ended.toISOString(),
          };
          const due = living ? !caseOpen || came <= receivedAt : state === 'lapsed' || ended <= decidedAt;
          expect(hasServed(document, NOW, numbers)).toBe(due && !held);
        },
      ),
    );
  });
});
