import { addressNow } from '../address-now.ts';
import { changeFilter } from './change-filter.ts';

type Filter = { mine?: boolean; state?: string | undefined; q?: string };

describe('a list whose page follows its address in its own time', () => {
  /** It goes on showing what it opened with, whatever is chosen. */
  const shown: Filter = { mine: true };
  const listAt = (begin: string) => {
    let hash = begin;
    const change = (to: (now: Filter) => Filter) => {
      const search = changeFilter(addressNow(hash), shown, to);
      if (search) hash = `#/cases?${search.toString()}`;
    };
    return {
      choose: (wanted: Partial<Filter>) => change((now) => ({ ...now, ...wanted })),
      chooseAgain: () => change((now) => now),
      clear: () => (hash = '#/cases?filter=%7B%7D&page=1'),
      filter: () => JSON.parse(addressNow(hash).get('filter') ?? 'null') as unknown,
      said: (name: string) => addressNow(hash).get(name),
    };
  };

  it('holds two choices made before it shows the first', () => {
    const list = listAt('#/cases');
    list.choose({ state: 'open' });
    list.choose({ q: 'K7M2' });
    expect(list.filter()).toEqual({ mine: true, state: 'open', q: 'K7M2' });
  });

  it('does not bring back with the next choice what was cleared before it was shown', () => {
    const list = listAt('#/cases');
    list.choose({ state: 'open' });
    list.choose({ state: undefined });
    list.choose({ q: 'K7M2' });
    expect(list.filter()).toEqual({ mine: true, q: 'K7M2' });
    list.choose({ state: 'open' });
    list.clear();
    list.choose({ mine: true });
    expect(list.filter()).toEqual({ mine: true });
  });

  it('begins at the first page and keeps its order, unless another suits the choice', () => {
    const list = listAt('#/cases?filter=%7B%7D&page=3&sort=dueAt&order=ASC&perPage=50');
    list.choose({ state: 'open' });
    expect(['page', 'sort', 'order', 'perPage'].map(list.said)).toEqual(['1', 'dueAt', 'ASC', '50']);
    const otherwise = { field: 'openedAt', order: 'DESC' } as const;
    const sorted = changeFilter(new URLSearchParams('sort=dueAt&order=ASC'), {}, () => ({}), otherwise);
    expect([sorted?.get('sort'), sorted?.get('order')]).toEqual(['openedAt', 'DESC']);
  });

  it('stays on its page where the choice is what its address says already', () => {
    const list = listAt('#/cases?filter=%7B%7D&page=3');
    list.chooseAgain();
    expect(list.said('page')).toBe('3');
  });

  it.each(['{', 'null', '"x"'])('goes on from what it opened with where its address says %s', (filter) => {
    const list = listAt(`#/cases?${new URLSearchParams({ filter }).toString()}`);
    list.choose({ q: 'K7M2' });
    expect(list.filter()).toEqual({ mine: true, q: 'K7M2' });
  });
});
