import fc from 'fast-check';
import { AGENT_ROLES } from '../agents/index.ts';
import { ASSURANCES } from '../verification/index.ts';
import { revealRefusal } from './reveal.ts';

describe('revealing a field', () => {
  const code = (...args: Parameters<typeof revealRefusal>) => revealRefusal(...args)?.code ?? null;

  it('is for an agent in their own case, once the caller is verified', () => {
    const by = (assurance: (typeof ASSURANCES)[number]) =>
      code({ role: 'agent', ownCase: { assurance }, ownContact: false });
    expect(ASSURANCES.map(by)).toEqual(['own-case-unverified', 'own-case-unverified', null, null]);
    expect(code({ role: 'agent', ownCase: null, ownContact: false })).toBe('case-needed');
  });

  it('is for supervisors and admins outside a case of theirs', () => {
    for (const role of ['supervisor', 'admin'] as const)
      expect(code({ role, ownCase: null, ownContact: false })).toBeNull();
  });

  it('never shows anybody what would answer the questions of their own case, nor an account with a contact of theirs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AGENT_ROLES),
        fc.constantFrom(...ASSURANCES),
        fc.boolean(),
        (role, assurance, ownContact) => {
          const refused = code({ role, ownCase: { assurance }, ownContact });
          if (ownContact) expect(refused).toBe('private-contact');
          else if (assurance === 'none' || assurance === 'identified')
            expect(refused).toBe('own-case-unverified');
        },
      ),
    );
  });
});
