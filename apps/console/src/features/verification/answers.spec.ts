import { answersOf, askedKinds, errorsByKind } from './answers.ts';

describe('a round that an agent types', () => {
  it('holds only what was asked, trimmed, without the fields left empty', () => {
    const typed = {
      full_name: { fullName: ' Asha Patel ' },
      last_order: { orderNumber: '', itemWords: 'blue kettle', month: '2024-03', paymentDay: '7' },
    };
    expect(askedKinds(typed)).toEqual(['last_order', 'full_name']);
    expect(answersOf(typed)).toEqual([
      { kind: 'last_order', itemWords: 'blue kettle', month: '2024-03', paymentDay: 7 },
      { kind: 'full_name', fullName: 'Asha Patel' },
    ]);
  });

  it('shows a field error of the server beside the field that it names', () => {
    const errors = { 'answers.1.postcode': 'Too short.', 'answers.0': 'Give the order.', accountId: 'No.' };
    expect(errorsByKind(errors, ['last_order', 'shipping_address'])).toEqual({
      last_order: { orderNumber: 'Give the order.' },
      shipping_address: { postcode: 'Too short.' },
    });
  });
});
