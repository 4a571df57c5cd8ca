import { withoutSearch } from './without-search.ts';

describe('what the browser keeps of a list', () => {
  it('is its filters and its order, and never what was typed to search', () => {
    const kept = { filter: { q: 'asha@mail.example', mine: true }, sort: 'id', page: 2 };
    expect(withoutSearch(kept)).toEqual({ filter: { mine: true }, sort: 'id', page: 2 });
  });

  it('holds for saved filters too, however deep they lie', () => {
    const saved = [{ label: 'Mine', value: { filter: { q: '+91 98250', state: 'open' }, perPage: 25 } }];
    expect(withoutSearch(saved)).toEqual([
      { label: 'Mine', value: { filter: { state: 'open' }, perPage: 25 } },
    ]);
  });

  it.each([['light'], [true], [null], [['id', 'name']]])('leaves %p as it is', (value) => {
    expect(withoutSearch(value)).toEqual(value);
  });
});
