import { fuzzApi, type RouteReport } from '../fuzz/fuzz-api.ts';
import { summaryOf } from '../fuzz/summary.ts';
import { TestDesk } from './harness/test-desk.ts';

const OPTIONS = { perRoute: 30, seed: 20_261_122, only: '', connections: 8 };

describe('random and mutated requests', () => {
  let desk: TestDesk;
  const reports: RouteReport[] = [];
  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' }, { work: true });
    reports.push(...(await fuzzApi({ url: new URL(desk.url), db: desk }, OPTIONS, () => undefined)));
  }, 300_000);
  afterAll(() => desk.close());

  it('reach every route that the description names', () => {
    expect(reports.length).toBeGreaterThanOrEqual(50);
  });

  it('meet no fault, nor an answer that is not as the description says', () => {
    const breaches = reports.flatMap(({ operation, breaches: found }) =>
      [...found].map(([breach, { example }]) => `${operation.name}: ${breach}: ${example}`),
    );
    expect(breaches).toEqual([]);
    expect(summaryOf(reports, OPTIONS.perRoute)).toMatchObject({ well: true });
  });

  it('go to routes that each say what they do', () => {
    expect(reports.filter(({ operation }) => operation.unsaid.length > 0)).toEqual([]);
  });
});
