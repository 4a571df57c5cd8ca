import * as fc from 'fast-check';
import { AGENT_ROLES } from '../agents/index.ts';
import { daysAgo, minutesAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import {
  DOCUMENT_STATES,
  DOCUMENT_VERDICTS,
  type DocumentReader,
  type IdentityDocument,
} from './document.ts';
import { decisionRefusal, lookRefusal as lookRefusalAt, proposalRefusal } from './document-refusals.ts';

const received: IdentityDocument = {
  state: 'received',
  verdict: null,
  caseAgentId: 'mira',
  caseOpen: true,
  resetAt: null,
  receivedAt: minutesAgo(5),
  takenPartIn: ['mira'],
  endedAt: null,
  deletedAt: null,
  held: false,
};
const proposed: IdentityDocument = { ...received, state: 'proposed', verdict: 'matches' };
const mira: DocumentReader = { id: 'mira', role: 'agent', ownContact: false };
const sam: DocumentReader = { id: 'sam', role: 'supervisor', ownContact: false };

const lookRefusal = (document: IdentityDocument, reader: DocumentReader) =>
  lookRefusalAt(document, reader, { now: NOW, numbers: STANDARD_POLICY.numbers });

describe('who may look', () => {
  it('nobody once it is to be deleted, whether it was or not, but where a legal hold keeps it', () => {
    const decided = { ...proposed, state: 'confirmed', endedAt: minutesAgo(24 * 60 - 1) } as const;
    const served: IdentityDocument[] = [
      { ...decided, endedAt: minutesAgo(24 * 60) },
      { ...decided, endedAt: 'unreadable' },
      { ...received, state: 'lapsed', endedAt: minutesAgo(1) },
      { ...received, receivedAt: daysAgo(7) },
      { ...proposed, caseOpen: false },
    ];
    expect(lookRefusal(decided, sam)).toBeNull();
    for (const document of served) {
      expect(lookRefusal(document, sam)?.code).toBe('document-gone');
      expect(lookRefusal({ ...document, held: true }, sam)).toBeNull();
    }
  });

  it('the agent of the case until the decision, a supervisor until it is deleted', () => {
    for (const document of [received, proposed]) {
      expect(lookRefusal(document, mira)).toBeNull();
      expect(lookRefusal(document, sam)).toBeNull();
    }
    const confirmed = { ...proposed, state: 'confirmed', endedAt: minutesAgo(1) } as const;
    expect(lookRefusal(confirmed, mira)?.code).toBe('document-gone');
    expect(lookRefusal(confirmed, sam)).toBeNull();
    expect(lookRefusal({ ...confirmed, deletedAt: minutesAgo(1) }, sam)?.code).toBe('document-gone');
  });

  it('nobody else: not another agent, nor its own after the case was closed, nor whose contact it is', () => {
    expect(lookRefusal(received, { ...mira, id: 'omar' })?.code).toBe('not-your-case');
    expect(lookRefusal({ ...received, caseOpen: false }, mira)?.code).toBe('not-your-case');
    expect(lookRefusal(received, { ...sam, ownContact: true })?.code).toBe('private-contact');
    expect(lookRefusal({ ...received, state: 'asked', receivedAt: null }, mira)?.code).toBe('document-gone');
    expect(lookRefusal(received, { ...mira, role: 'owner' })?.code).toBe('not-permitted');
  });
});

describe('who may say what they found', () => {
  it('the agent of an open case, once, of what came since the case was last handed over', () => {
    expect(proposalRefusal(received, mira)).toBeNull();
    expect(proposalRefusal(received, sam)?.code).toBe('not-your-case');
    expect(proposalRefusal({ ...received, caseOpen: false }, mira)?.code).toBe('case-closed');
    expect(proposalRefusal(proposed, mira)?.code).toBe('document-state-conflict');
    expect(proposalRefusal({ ...received, resetAt: minutesAgo(4) }, mira)?.code).toBe('document-void');
    expect(proposalRefusal({ ...received, resetAt: 'unreadable' }, mira)?.code).toBe('document-void');
    expect(proposalRefusal({ ...received, resetAt: minutesAgo(6) }, mira)).toBeNull();
    expect(proposalRefusal(received, { ...mira, ownContact: true })?.code).toBe('private-contact');
  });
});

describe('who may decide', () => {
  it('a supervisor who took no part, of what matches', () => {
    expect(decisionRefusal(proposed, sam, 'confirm')).toBeNull();
    expect(decisionRefusal(proposed, mira, 'confirm')?.code).toBe('not-permitted');
    const takenPart = { ...proposed, takenPartIn: ['mira', 'sam'] };
    expect(decisionRefusal(takenPart, sam, 'confirm')?.code).toBe('own-request');
    expect(decisionRefusal({ ...proposed, caseAgentId: 'sam' }, sam, 'reject')?.code).toBe('own-request');
  });

  it('a no is always possible while it waits; a yes only to what is there and still counts', () => {
    const noMatch = { ...proposed, verdict: 'does-not-match' } as const;
    const outdated = { ...proposed, resetAt: minutesAgo(1) };
    for (const document of [noMatch, outdated, { ...proposed, caseOpen: false }]) {
      expect(decisionRefusal(document, sam, 'reject')).toBeNull();
      expect(decisionRefusal(document, sam, 'confirm')).not.toBeNull();
    }
    expect(decisionRefusal(received, sam, 'reject')?.code).toBe('document-state-conflict');
  });

  it('whatever the document and the reader, a yes takes two people and a match', () => {
    const person = fc.constantFrom('mira', 'sam', 'omar');
    const anyDocument: fc.Arbitrary<IdentityDocument> = fc.record({
      state: fc.constantFrom('proposed' as const, ...DOCUMENT_STATES),
      verdict: fc.option(fc.constantFrom(...DOCUMENT_VERDICTS), { nil: null }),
      caseAgentId: fc.option(person, { nil: null }),
      caseOpen: fc.boolean(),
      resetAt: fc.constantFrom(null, minutesAgo(4), minutesAgo(6)),
      receivedAt: fc.constantFrom(null, minutesAgo(5)),
      takenPartIn: fc.array(person, { maxLength: 2 }),
      endedAt: fc.constantFrom(null, minutesAgo(1)),
      deletedAt: fc.constantFrom(null, null, minutesAgo(1)),
      held: fc.boolean(),
    });
    const anyReader: fc.Arbitrary<DocumentReader> = fc.record({
      id: person,
      role: fc.constantFrom(...AGENT_ROLES),
      ownContact: fc.boolean(),
    });
    let yes = 0;
    fc.assert(
      fc.property(anyDocument, anyReader, (document, reader) => {
        if (decisionRefusal(document, reader, 'confirm') !== null) return;
        yes += 1;
        expect(document).toMatchObject({ state: 'proposed', verdict: 'matches', caseOpen: true });
        expect([document.caseAgentId, ...document.takenPartIn]).not.toContain(reader.id);
        expect(reader.role).not.toBe('agent');
        expect(document.receivedAt).not.toBeNull();
        expect(document.deletedAt).toBeNull();
      }),
      { numRuns: 5000, seed: 1 },
    );
    expect(yes).toBeGreaterThan(5);
  });
});
