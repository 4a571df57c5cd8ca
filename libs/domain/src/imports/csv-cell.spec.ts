import fc from 'fast-check';
import { csvCell, csvLine, csvRowText } from './csv-cell.ts';

describe('a CSV download', () => {
  test.each([
    ['Asha Patel', 'Asha Patel'],
    ['41 Gartenweg, Flat 12', '"41 Gartenweg, Flat 12"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+46701740605', `"'+46701740605"`],
    ['-1+1', `"'-1+1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['<b>not bold</b>', '<b>not bold</b>'],
  ])('writes %j as %s', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  test('never starts a cell with what a spreadsheet runs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(csvCell(value).replace(/^"/, '')).not.toMatch(/^\s*[=+\-@\t\r]/);
      }),
    );
  });

  test('ends a line as RFC 4180 says, and shows a row as it stood', () => {
    expect(csvLine(['a', '=b'])).toBe(`a,"'=b"\r\n`);
    expect(csvRowText(['1', '+46', 'x,y'])).toBe('1,+46,"x,y"');
  });
});
