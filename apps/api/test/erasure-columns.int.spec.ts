import { PERSONAL_COLUMNS } from './harness/personal-columns.ts';
import { TestDesk } from './harness/test-desk.ts';

/** Columns of the months of the log are those of the log. */
const COLUMNS = `select c.relname as "table", a.attname as "column"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname = 'public' and not c.relispartition
   order by 1, a.attnum`;

describe('what an erasure does with every column', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('is decided once, for each column that there is', async () => {
    const there = await desk.sql<{ table: string; column: string }>(COLUMNS);
    const decided = Object.entries(PERSONAL_COLUMNS).flatMap(([table, decisions]) =>
      Object.values(decisions).flatMap((columns) => columns.split(' ').map((column) => `${table}.${column}`)),
    );
    expect(decided.filter((column, at) => decided.indexOf(column) !== at)).toEqual([]);
    expect(decided.toSorted()).toEqual(there.map(({ table, column }) => `${table}.${column}`).toSorted());
  });
});
