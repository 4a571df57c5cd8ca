import fc from 'fast-check';
import { type CsvRow, RowCutter } from './cut-rows.ts';

function cut(content: string | Buffer, chunk = 7): CsvRow[] {
  const bytes = Buffer.from(content);
  const cutter = new RowCutter();
  const pieces: CsvRow[][] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    pieces.push(cutter.take(bytes.subarray(at, at + chunk), false));
  return [...pieces, cutter.take(Buffer.alloc(0), true)].flat();
}
const said = (rows: readonly CsvRow[]) =>
  rows.map((row) => [row.line, ...(row.cells ?? [`(${row.fault}) ${row.text}`])]);

describe('a CSV file is cut into rows', () => {
  test.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['both', 'a,b\r\n1,2\n'],
    ['no last line end', 'a,b\n1,2'],
    ['a BOM', '\uFEFFa,b\n1,2\n'],
    ['blank lines at the end', 'a,b\n1,2\n\n\r\n'],
  ])('with %s', (_, content) => {
    expect(said(cut(content))).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ]);
  });

  test('with quoted newlines, and the line on which each row begins', () => {
    expect(said(cut('a,b\n"x\r\ny","say ""hi"""\n\n3,4\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'x\r\ny', 'say "hi"'],
      [5, '3', '4'],
    ]);
  });

  test('when nothing is in it', () => {
    expect(cut('')).toEqual([]);
    expect(cut('\uFEFF')).toEqual([]);
  });

  test('however it comes in pieces', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '王', '"', ',', '\n', '\r\n', ' ', "'", '=') });
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, chunk, end) => {
          const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const content = rows.map((row) => row.map(quoted).join(',') + end).join('');
          expect(cut(content, chunk).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });
});

describe('a damaged row costs itself alone', () => {
  test('when it is of another width', () => {
    expect(said(cut('a,b\n1\n1,2,3\n4,5\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '1'],
      [3, '1', '2', '3'],
      [4, '4', '5'],
    ]);
  });

  test('when a quote stands inside a value', () => {
    expect(said(cut('a,b\nx"y,2\n"x"y,2\n4,5\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '(unreadable) x"y,2'],
      [3, '(unreadable) "x"y,2'],
      [4, '4', '5'],
    ]);
  });

  test('when its quote is never closed, to the end of the file or to the next quote', () => {
    expect(said(cut('a,b\n1,"x\n4,5\n6,7\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '(unreadable) 1,"x'],
      [3, '4', '5'],
      [4, '6', '7'],
    ]);
    expect(said(cut('a,b\n1,"x\n4,"y, z"\n6,7\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '(unreadable) 1,"x'],
      [3, '4', 'y, z'],
      [4, '6', '7'],
    ]);
  });

  test('when it swallows the start of the next', () => {
    expect(said(cut('a,b\n1,"x\n"",5\n6,7\n')).at(-1)).toEqual([4, '6', '7']);
  });

  test('when it is larger than any real one, closed or not', () => {
    const long = 'x'.repeat(3_000_000);
    expect(
      said(cut(`a,b\n1,${long}\n4,5\n`, 65_536)).map(([line, first]) => [line, String(first).slice(0, 16)]),
    ).toEqual([
      [1, 'a'],
      [2, '(row-too-large) '],
      [3, '4'],
    ]);
    expect(said(cut(`a,b\n1,"x\n${'4,5\n'.repeat(500_000)}`, 65_536)).slice(0, 3)).toEqual([
      [1, 'a', 'b'],
      [2, '(row-too-large) 1,"x'],
      [3, '4', '5'],
    ]);
  });

  test('when it is not even UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.of(0xff, 0x2c, 0xfe, 0x0a),
      Buffer.from('4,5\n'),
    ]);
    expect(said(cut(bytes))).toEqual([
      [1, 'a', 'b'],
      [2, '\uFFFD', '\uFFFD'],
      [3, '4', '5'],
    ]);
  });
});
