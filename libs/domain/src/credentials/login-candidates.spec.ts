import * as fc from 'fast-check';
import { loginCandidates } from './login-candidates.ts';

const COUNTRIES = ['IN', 'SE'];

describe('what may be meant by what was typed to sign in with', () => {
  it('an e-mail in any case, which may be a username as well', () => {
    expect(loginCandidates(' Asha@Mail.Example ', COUNTRIES)).toEqual([
      { kind: 'email', normalised: 'asha@mail.example' },
      { kind: 'username', normalised: 'asha@mail.example' },
    ]);
  });

  it('a phone with its country, and one without in each country of the shop', () => {
    const kinds = (typed: string) =>
      loginCandidates(typed, COUNTRIES).flatMap(({ kind, normalised }) =>
        kind === 'phone' ? [normalised] : [],
      );
    expect(kinds('0091 98765 43210')).toEqual(['+919876543210']);
    expect(kinds('98765 43210')).toContain('+919876543210');
    expect(kinds('070-174 06 05')).toContain('+46701740605');
  });

  it('nothing at all when nothing can be meant', () => {
    expect(loginCandidates('   ', COUNTRIES)).toEqual([]);
  });

  it('never throws and never names one twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 330 }), (typed) => {
        const keys = loginCandidates(typed, COUNTRIES).map(({ kind, normalised }) => `${kind} ${normalised}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
