/** Kept between calls, so that comparing millions of words makes no garbage; grown for longer words. */
let rows: [Uint16Array, Uint16Array, Uint16Array] = rowsOf(64);

/**
 * Damerau-Levenshtein distance (optimal string alignment: insert, leave out, replace, swap neighbours), in UTF-16
 * units. Gives up as soon as it must exceed `most` and returns `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  const width = b.length;
  if (Math.abs(a.length - width) > most) return most + 1;
  if (rows[0].length <= width) rows = rowsOf(width + 1);
  let [beforeLast, last, row] = rows;
  for (let j = 0; j <= width; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const letter = a.charCodeAt(i - 1);
    let least = (row[0] = i);
    for (let j = 1; j <= width; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = at(last, j - 1) + (letter === other ? 0 : 1);
      cost = Math.min(cost, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(at(last, width), most + 1);
}

function rowsOf(length: number): [Uint16Array, Uint16Array, Uint16Array] {
  return [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)];
}

function at(row: Uint16Array, index: number): number {
  return row[index] ?? Infinity;
}
