import {
  choicesOf,
  NOTHING_CHOSEN,
  previewOf,
  swapped,
  withEnding,
  withField,
  withFirst,
} from './merge-draft.ts';

describe('what an agent chooses for a merge', () => {
  it('leaves everything to the server at first', () => {
    expect(previewOf(['a', 'b'], NOTHING_CHOSEN)).toEqual({ accountIds: ['a', 'b'], choices: {} });
  });

  it('keeps the value that was chosen when the accounts are swapped', () => {
    const draft = withField(withField(NOTHING_CHOSEN, 'name', 'other'), 'contactPreference', 'both');
    expect(choicesOf(swapped(draft, 'b'))).toEqual({
      fields: { name: 'survivor', contactPreference: 'both' },
    });
    expect(previewOf(['a', 'b'], swapped(draft, 'b')).survivorId).toBe('b');
  });

  it('has one login of a kind come first', () => {
    const email = ['e1', 'e2'];
    const draft = withFirst(
      withFirst(withFirst(NOTHING_CHOSEN, 'p1', ['p1', 'p2']), 'e1', email),
      'e2',
      email,
    );
    expect(choicesOf(draft)).toEqual({ primaryIds: ['p1', 'e2'] });
  });

  it('does not let a login come first that ends', () => {
    const draft = withEnding(withFirst(NOTHING_CHOSEN, 'e1', ['e1', 'e2']), 'e1', true);
    expect(choicesOf(draft)).toEqual({ releaseIds: ['e1'] });
    expect(choicesOf(withEnding(draft, 'e1', false))).toEqual({});
  });
});
