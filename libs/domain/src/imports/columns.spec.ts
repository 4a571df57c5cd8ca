import { customerCells, customerColumns } from '../fixtures/export-rows.fixture.ts';
import { checkRow } from './check-row.ts';
import { readHeader } from './columns.ts';

describe('the header of a file', () => {
  test('tells customers from orders, whatever the order and case of the columns', () => {
    expect(readHeader(['phone', 'EMAIL', 'customer id', 'Something else'])?.kind).toBe('shopify-customers');
    expect(readHeader(['\uFEFFName', 'Email', 'Created at', 'Lineitem name', 'Id'])?.kind).toBe(
      'shopify-orders',
    );
  });

  test.each([[[]], [['']], [['Name', 'Email']], [['customer_id', 'person']]])('does not know %j', (cells) => {
    expect(readHeader(cells)).toBeNull();
  });
});

describe('a row that cannot be loaded', () => {
  const columns = customerColumns();
  const whole = customerCells({ Email: 'kay@yahoo.example' });

  test('has another width than the header', () => {
    expect(checkRow(columns, whole, 3)).toBeNull();
    expect(checkRow(columns, whole.slice(1), 3)).toMatchObject({ line: 3, column: '', code: 'wrong-width' });
    expect(checkRow(columns, [...whole, ''], 3)).toMatchObject({ code: 'wrong-width', severity: 'refused' });
  });

  test('holds a NUL byte', () => {
    const cells = customerCells({ 'First Name': 'Ka\0y' });
    expect(checkRow(columns, cells, 3)).toMatchObject({ column: 'First Name', code: 'nul-byte' });
  });

  test.each([
    ['First Name', 256],
    ['Email', 321],
    ['Phone', 101],
    ['Note', 5001],
  ] as const)('has a %s of %i characters', (column, length) => {
    const cells = customerCells({ [column]: 'x'.repeat(length) });
    expect(checkRow(columns, cells, 3)).toMatchObject({ column, code: 'too-long' });
    expect(checkRow(columns, customerCells({ [column]: 'x'.repeat(length - 1) }), 3)).toBeNull();
  });

  test('has an absurd value even in a column that nobody reads', () => {
    const cells = [...whole];
    cells[columns.names.indexOf('Total Spent')] = '9'.repeat(20_000);
    expect(checkRow(columns, cells, 3)).toMatchObject({ column: 'Total Spent', code: 'too-long' });
  });
});
