import { unfilled } from './checks.ts';

describe('what is not filled in yet', () => {
  it('names every empty field that the form has, and no field that it has not', () => {
    expect(unfilled({ code: '', reference: '', password: '' })).toEqual(['code', 'reference', 'password']);
    expect(unfilled({ login: '  ' })).toEqual(['login']);
    expect(unfilled({})).toEqual([]);
  });

  it('asks for the whole code and the whole reference', () => {
    expect(unfilled({ code: '12345', reference: 'K7Q' })).toEqual(['code', 'reference']);
    expect(unfilled({ code: '123456', reference: 'K7QM' })).toEqual([]);
  });

  it.each(['asha@example.com', ' asha@example.com ', 'આશા@ઉદાહરણ.ભારત', 'a+b@x'])(
    'leaves %s to the server',
    (email) => expect(unfilled({ email })).toEqual([]),
  );

  it.each(['', 'asha', 'asha@', '@example.com', 'asha patel@example.com'])('does not send %j', (email) =>
    expect(unfilled({ email })).toEqual(['email']),
  );

  it('takes a password of spaces as it is', () => {
    expect(unfilled({ password: '   ' })).toEqual([]);
  });
});
