import * as fc from 'fast-check';
import { anEmail, aPhone, aTakenPhone, daysAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import {
  IDENTIFIER_KINDS,
  IDENTIFIER_STATES,
  IDENTIFIER_USES,
  type IdentifierFacts,
  RELEASE_REASONS,
} from './identifier.ts';
import { notifiedContacts } from './notified-contacts.ts';

const told = (identifiers: IdentifierFacts[], except: string[] = []) =>
  notifiedContacts(identifiers, NOW, policy, except).map(({ to }) => to);

describe('who is told of a change', () => {
  it('is every login, recovery and contact value, each once and by its own way', () => {
    const identifiers = [
      aPhone({ id: '1', normalised: '+911' }),
      aPhone({ id: '2', normalised: '+911', use: 'contact' }),
      anEmail({ id: '3', normalised: 'a@example.org', use: 'recovery' }),
      aPhone({ id: '4', normalised: 'name', kind: 'username' }),
      anEmail({ id: '5', normalised: 'new@example.org', state: 'pending' }),
    ];
    expect(notifiedContacts(identifiers, NOW, policy, ['new@example.org'])).toEqual([
      { accountId: 'old', identifierId: '1', method: 'sms', to: '+911' },
      { accountId: 'old', identifierId: '3', method: 'email', to: 'a@example.org' },
    ]);
  });

  it('is also what was released less than 30 days ago', () => {
    expect(told([aTakenPhone({ releasedAt: daysAgo(29) })])).toHaveLength(1);
    expect(told([aTakenPhone({ releasedAt: daysAgo(30) })])).toEqual([]);
  });

  it('is a value that one row cannot reach and another can', () => {
    expect(told([anEmail({ state: 'pending' }), anEmail({ use: 'contact' })])).toHaveLength(1);
  });

  it('is not what was never confirmed, cannot be reached, or is the new value itself', () => {
    expect(told([aTakenPhone({ releaseReason: 'not-confirmed' })])).toEqual([]);
    expect(told([aTakenPhone({ releaseReason: 'cancelled' })])).toEqual([]);
    expect(told([aTakenPhone({ releaseReason: 'reversed' })])).toEqual([]);
    expect(told([aPhone({ reachable: false })])).toEqual([]);
    expect(told([anEmail({ undeliverableAt: daysAgo(1) })])).toEqual([]);
    expect(told([anEmail()], ['old@example.org'])).toEqual([]);
  });

  it('is never anyone twice, and never an excepted value', () => {
    const anyIdentifier = fc.record({
      kind: fc.constantFrom(...IDENTIFIER_KINDS),
      use: fc.constantFrom(...IDENTIFIER_USES),
      state: fc.constantFrom(...IDENTIFIER_STATES),
      normalised: fc.constantFrom('a', 'b', 'c'),
      releasedAt: fc.nat(40).map(daysAgo),
      releaseReason: fc.constantFrom(...RELEASE_REASONS),
    });
    fc.assert(
      fc.property(fc.array(anyIdentifier), (all) => {
        const contacts = notifiedContacts(
          all.map((facts) => aPhone(facts)),
          NOW,
          policy,
          ['c'],
        );
        const keys = contacts.map(({ method, to }) => `${method} ${to}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(contacts.some(({ to }) => to === 'c')).toBe(false);
      }),
    );
  });
});
