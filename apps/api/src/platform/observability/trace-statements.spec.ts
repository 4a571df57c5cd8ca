import { withoutLiterals } from './trace-statements.ts';

describe('the statement in a span', () => {
  it('keeps its parameters and loses what was written into it', () => {
    expect(
      withoutLiterals(
        `select *\n from account where email = 'o''brien@shop.example' and id = $12 and n > 41.5 limit 7`,
      ),
    ).toBe('select * from account where email = ? and id = $12 and n > ? limit ?');
  });

  it('keeps digits that are part of a name', () => {
    expect(withoutLiterals('select t1.c2::int8 from t1')).toBe('select t1.c2::int8 from t1');
  });
});
