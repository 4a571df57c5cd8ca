import { opensPersonalValues } from './opened-values.ts';

describe('personal values of events', () => {
  it('are opened for a case, an account or one event, and for no other list', () => {
    expect(opensPersonalValues({ caseId: 'c' })).toBe(true);
    expect(opensPersonalValues({ accountId: 'a' })).toBe(true);
    expect(opensPersonalValues({ id: 'e' })).toBe(true);
    expect(opensPersonalValues({ id: ['e'] })).toBe(true);
    expect(opensPersonalValues({ id: ['e', 'f'] })).toBe(false);
    expect(opensPersonalValues({})).toBe(false);
  });
});
