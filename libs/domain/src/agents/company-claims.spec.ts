import fc from 'fast-check';
import { isRefusal } from '../errors/refusal.ts';
import { type ClaimMapping, companySignInAge, readCompanyClaims } from './company-claims.ts';
import { AGENT_ROLES } from './roles.ts';

const mapping: ClaimMapping = {
  claim: 'realm_access.roles',
  values: { agent: 'care', supervisor: 'care-lead', admin: 'care-admin' },
};
const person = { sub: 'u-1', preferred_username: 'Ann.Lee', name: 'Ann Lee' };
const holding = (...roles: unknown[]) => ({ ...person, realm_access: { roles } });

describe('what the company says of who signs in', () => {
  it('is their name and the role that the claim stands for', () => {
    expect(readCompanyClaims(holding('mail', 'care'), mapping)).toEqual({
      subject: 'u-1',
      username: 'ann.lee',
      name: 'Ann Lee',
      role: 'agent',
    });
  });

  it('is the role that may most, where several are named', () => {
    expect(readCompanyClaims(holding('care-lead', 'care'), mapping)).toMatchObject({ role: 'supervisor' });
  });

  it.each([
    ['none', holding()],
    ['another', holding('sales')],
    ['one like it', holding('care ', 'CARE', 'care-leads')],
    ['an object', { ...person, realm_access: { roles: { care: true } } }],
    ['no such claim', person],
    ['what every object has', { ...person, realm_access: 'care' }],
  ])('lets nobody in whose role is %s', (_, claims) => {
    expect(readCompanyClaims(claims, mapping)).toMatchObject({ code: 'sign-in-no-role' });
  });

  it('reads a claim whose name has dots of its own, and a single word', () => {
    const named = { ...mapping, claim: 'https://shop.example/role' };
    expect(readCompanyClaims({ ...person, 'https://shop.example/role': 'care-admin' }, named)).toMatchObject({
      role: 'admin',
    });
  });

  it('gives no role that no value stands for, whatever the claim holds', () => {
    const only = { claim: 'roles', values: { agent: 'care' } };
    for (const role of ['admin', 'supervisor', 'undefined', ''])
      expect(readCompanyClaims({ ...person, roles: [role] }, only)).toMatchObject({
        code: 'sign-in-no-role',
      });
  });

  it.each([
    ['nobody', { ...holding('care'), sub: '' }],
    ['somebody else but for a space', { ...holding('care'), sub: 'u-1 ' }],
    ['a number', { ...holding('care'), sub: 7 }],
    ['a name of no letters', { ...holding('care'), sub: '!', preferred_username: '***', email: ' ' }],
    ['a name without end', { ...holding('care'), sub: 'x'.repeat(300) }],
  ])('cannot be read where they are %s', (_, claims) => {
    expect(readCompanyClaims(claims, mapping)).toMatchObject({ code: 'sign-in-unreadable' });
  });

  it('never gives a role for claims that hold none of its values', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (claims, claim) => {
        const read = readCompanyClaims({ ...claims, sub: 'someone' }, { claim, values: mapping.values });
        if (!isRefusal(read)) expect(JSON.stringify(claims)).toContain('care');
        else expect(AGENT_ROLES).not.toContain(read.code);
      }),
    );
  });
});

describe('how long ago somebody signed in at the company', () => {
  const now = new Date('2026-01-05T10:00:00Z');
  const minutesAgo = (minutes: number) => now.getTime() / 1000 - minutes * 60;
  const age = (at: unknown) => companySignInAge({ ...person, auth_time: at }, { now, mostMinutes: 5 });

  it('may be as long as was asked for, and a minute of two clocks', () => {
    for (const minutes of [0, 5, 6, -3]) expect(age(minutesAgo(minutes))).toBe('fresh');
    for (const minutes of [6.1, 600]) expect(age(minutesAgo(minutes))).toBe('old');
  });

  it('is not told by silence, and too long where what is told is no time', () => {
    expect(age(undefined)).toBe('untold');
    for (const at of ['', String(minutesAgo(0)), NaN, -Infinity, null, {}]) expect(age(at)).toBe('old');
  });
});
