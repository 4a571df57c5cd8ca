import fc from 'fast-check';
import { maskEmail, maskIdentifier, maskName, maskPhone } from './mask-identifier.ts';

describe('what an agent sees of an identifier before the caller is verified', () => {
  it.each([
    ['asha.patel@gmail.com', 'a•••@g•••.com'],
    ['a@b.co', 'a•••@b•••.co'],
    ['öla@mail.example.co.uk', 'ö•••@m•••.uk'],
    ['not an address', 'n•••'],
  ])('e-mail %s', (email, mask) => {
    expect(maskEmail(email)).toBe(mask);
  });

  it.each([
    ['+919241495129', '+91 ••••• ••129'],
    ['+14155598520', '+1 ••••• ••520'],
    ['+4930901820', '+49 ••••• ••20'],
    ['0812 12', '••••• ••12'],
    ['12345', '•••'],
    ['call me', '•••'],
  ])('phone %s', (phone, mask) => {
    expect(maskPhone(phone)).toBe(mask);
  });

  it.each([
    ['Asha Patel', 'A••• P•••'],
    ['આશા પટેલ', 'આ••• પ•••'],
    ['鑫鹏 万', '••• •••'],
    ['伟 王', '••• •••'],
    ['민 김', '••• •••'],
    ['かおり 森', '••• •••'],
    ['  Maria  del Carmen Garcia Lopez', 'M••• d••• C•••'],
    ['\u202Eahsa', 'a•••'],
    ['', ''],
  ])('name %s', (name, mask) => {
    expect(maskName(name)).toBe(mask);
  });

  it('goes by the kind', () => {
    expect(maskIdentifier('email', 'asha@shop.example')).toBe('a•••@s•••.example');
    expect(maskIdentifier('phone', '+919241495129')).toBe('+91 ••••• ••129');
    expect(maskIdentifier('username', 'asha92')).toBe('a•••');
    expect(maskIdentifier('federated', 'google-oauth2|1123')).toBe('g•••');
  });

  it('is as long for a long value as for a short one, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        [maskEmail, maskPhone, maskName].forEach((mask) => expect(typeof mask(text)).toBe('string'));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (length) => {
        expect(maskEmail(`${'a'.repeat(length)}@${'b'.repeat(length)}.com`)).toBe('a•••@b•••.com');
      }),
    );
  });
});
