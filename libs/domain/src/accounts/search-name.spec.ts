import { searchName } from './search-name.ts';

test.each([
  ['Asha', 'Patel', 'asha patel'],
  ['  ÅSA ', 'Öberg', 'asa oberg åsa öberg'],
  ['小明', '王', expect.stringMatching(/^[a-z ]+ 小明 王$/u) as string],
  ['', '', ''],
])('the name %j %j is searched as %j', (first, last, searched) => {
  expect(searchName(first, last)).toEqual(searched);
});
