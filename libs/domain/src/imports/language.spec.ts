import { likelyLanguage } from './language.ts';

describe('the language of an imported customer', () => {
  it.each([
    ['આશા પટેલ', 'IN', 'gu'],
    ['આશા પટેલ', null, 'gu'],
    ['王秀英', 'CN', 'zh'],
    ['王秀英', 'US', 'zh'],
    ['王秀英', null, 'zh'],
    ['Wei Zhang', 'TW', 'zh'],
    ['Elin Sjöberg', 'SE', 'sv'],
    ['Dewi Lestari', 'ID', 'id'],
  ] as const)('%s of %s is %s', (name, country, language) =>
    expect(likelyLanguage(name, country)).toBe(language),
  );

  it.each([
    ['Asha Patel', 'IN'],
    ['山田太郎', 'JP'],
    ['Elin Sjöberg', null],
    ['', null],
    ['Anneliese von Arnim-Hohenfels', 'DE'],
    ['Nobody', 'constructor'],
  ])('%s of %s, which nothing speaks for, is English', (name, country) =>
    expect(likelyLanguage(name, country)).toBe('en'),
  );
});
