import { firstOrderCells, nextOrderCells, orderColumns } from '../fixtures/export-rows.fixture.ts';
import { type OrderGroup, OrderRows } from './group-order-rows.ts';

function group(...rows: readonly (readonly string[])[]): OrderGroup[] {
  const orders = new OrderRows(orderColumns());
  return [...rows.flatMap((cells, index) => orders.push(cells, index + 2)), ...orders.end()];
}

const said = (groups: readonly OrderGroup[]) =>
  groups.map(({ line, order, items, issues }) => ({
    line,
    order: order?.number ?? null,
    items: items.map(({ name, quantity }) => `${String(quantity)} ${name}`),
    issues: issues.map(({ code }) => code),
  }));

describe('the rows of an order', () => {
  test('are one order with an item each', () => {
    expect(
      said(group(firstOrderCells(), nextOrderCells(), nextOrderCells({ 'Lineitem name': 'Lamp' }))),
    ).toEqual([{ line: 2, order: '#1001', items: ['1 Yoga mat', '2 Tea set', '2 Lamp'], issues: [] }]);
  });

  test('end where the next order begins, even one of the same number', () => {
    const other = firstOrderCells({ Id: '5200000000008' });
    expect(said(group(firstOrderCells(), nextOrderCells(), other))).toMatchObject([
      { line: 2, items: ['1 Yoga mat', '2 Tea set'] },
      { line: 4, items: ['1 Yoga mat'] },
    ]);
  });

  test('are refused where their first row is not right above them', () => {
    const other = firstOrderCells({ Name: '#1002', Id: '5200000000008' });
    expect(
      said(group(firstOrderCells(), other, nextOrderCells(), nextOrderCells({ Name: '#1002' }))),
    ).toEqual([
      { line: 2, order: '#1001', items: ['1 Yoga mat'], issues: [] },
      { line: 3, order: '#1002', items: ['1 Yoga mat'], issues: [] },
      { line: 4, order: null, items: [], issues: ['order-row-apart'] },
      { line: 5, order: null, items: [], issues: ['order-row-apart'] },
    ]);
  });

  test('go on below a row of another width, which is refused alone', () => {
    expect(said(group(firstOrderCells(), ['#1001', 'short'], nextOrderCells()))).toEqual([
      { line: 3, order: null, items: [], issues: ['wrong-width'] },
      { line: 2, order: '#1001', items: ['1 Yoga mat', '2 Tea set'], issues: [] },
    ]);
  });

  test('lose the one item that cannot be read', () => {
    expect(
      said(group(firstOrderCells(), nextOrderCells({ 'Lineitem quantity': 'many' }), nextOrderCells())),
    ).toEqual([
      { line: 3, order: null, items: [], issues: ['item-unreadable'] },
      { line: 2, order: '#1001', items: ['1 Yoga mat', '2 Tea set'], issues: [] },
    ]);
  });

  test('are refused with their order', () => {
    expect(said(group(firstOrderCells({ Total: 'a lot' }), nextOrderCells()))).toEqual([
      { line: 2, order: null, items: [], issues: ['amount-unreadable'] },
    ]);
  });
});

describe('an order of the export', () => {
  const order = (values: Parameters<typeof firstOrderCells>[0]) => group(firstOrderCells(values))[0];

  test('is matched by normalised e-mail and phone, read with the country it was sent to', () => {
    expect(
      order({
        Email: 'Nia@Gmail.example',
        Phone: '092731 28579',
        'Shipping Country': 'in',
        'Shipping Phone': "'+919208712283",
        'Shipping Zip': "'303731",
      })?.order,
    ).toMatchObject({
      email: 'nia@gmail.example',
      phone: '+919273128579',
      shipPhone: '+919208712283',
      shipPostcode: '303731',
      shipCountry: 'IN',
      numberNormalised: '1001',
      placedAt: '2021-01-01T01:33:58.000Z',
    });
  });

  test('keeps an impossible phone as written, with a warning', () => {
    const { order: mapped, issues } = order({ Phone: '12' }) ?? {};
    expect(mapped?.phone).toBe('12');
    expect(issues).toEqual([expect.objectContaining({ code: 'order-phone-impossible', column: 'Phone' })]);
  });

  test('loads without a payment day that cannot be read', () => {
    const { order: mapped, issues } = order({ 'Paid at': 'soon' }) ?? {};
    expect(mapped?.paidAt).toBeNull();
    expect(issues).toEqual([expect.objectContaining({ code: 'date-left-out', severity: 'warned' })]);
  });

  test.each([
    [{ Id: '' }, 'id-missing'],
    [{ 'Created at': '31.02.2021' }, 'date-unreadable'],
    [{ Total: '1,000.00' }, 'amount-unreadable'],
    [{ Name: '' }, 'order-number-missing'],
  ])('is refused with %j', (values, code) => {
    expect(order(values)).toMatchObject({ order: null, issues: [{ code, severity: 'refused' }] });
  });
});
