import { NOW } from '../fixtures/facts.fixture.ts';
import { days, instantOf } from '../policy/instants.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { readCallBack } from './call-back.ts';

const read = (phone: string, wishedAt?: string) =>
  readCallBack({ phone, wishedAt }, ['SE', 'IN'], NOW, STANDARD_POLICY);
const inDays = (count: number) => instantOf(NOW.getTime() + days(count));

describe('a customer who wants to be called', () => {
  it.each(['070-123 45 67', '+46 70 123 45 67', '0046701234567', '46701234567'])(
    'is called at one number, written as %s',
    (phone) => expect(read(phone)).toEqual({ e164: '+46701234567' }),
  );

  it.each(['', 'call me', '12', '+1', 'asha@example.org'])('gives no number with %j', (phone) => {
    expect(read(phone)).toMatchObject({ code: 'invalid-input', errors: { phone: expect.any(String) } });
  });

  it('names a time to come within the policy’s days, or none', () => {
    expect(read('+46701234567', inDays(13.9))).toEqual({ e164: '+46701234567' });
    for (const wishedAt of [inDays(-1), inDays(14.1), 'tonight'])
      expect(read('+46701234567', wishedAt)).toMatchObject({ errors: { wishedAt: expect.any(String) } });
  });
});
