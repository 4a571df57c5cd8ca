import { chooseLanguage, LANGUAGE_LIST, languageOf, regionalTag } from './languages.ts';

describe('choosing the language', () => {
  it.each(LANGUAGE_LIST)(
    'follows a link in %s, or what was chosen after it, whatever the browser spoke before',
    (language) => {
      for (const before of LANGUAGE_LIST)
        expect(chooseLanguage({ visit: language, chosen: before, customer: before, browser: [before] })).toBe(
          language,
        );
    },
  );

  it('then follows what was chosen in an earlier visit, then the account, then the browser', () => {
    expect(chooseLanguage({ visit: null, chosen: 'sv', customer: 'gu', browser: ['en'] })).toBe('sv');
    expect(chooseLanguage({ chosen: null, customer: 'gu', browser: ['en'] })).toBe('gu');
    expect(chooseLanguage({ chosen: null, browser: ['fr-FR', 'gu-IN', 'en'] })).toBe('gu');
  });

  it('passes over languages that the portal does not speak, and ends with English', () => {
    expect(chooseLanguage({ chosen: 'xx', customer: 'fr', browser: ['de'] })).toBe('en');
    expect(chooseLanguage({})).toBe('en');
  });

  it.each([
    ['gu', 'gu'],
    ['gu-IN', 'gu'],
    ['GU_in', 'gu'],
    [' en-GB ', 'en'],
    ['zh-CN', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['sv_FI', 'sv'],
    ['in', 'id'],
    ['in-ID', 'id'],
    ['gum', undefined],
    ['toString', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads the tag %p as %p', (tag, language) => expect(languageOf(tag)).toBe(language));
});

describe('dates and numbers', () => {
  it('follow the region that the browser names for the language of the page', () => {
    expect(regionalTag('en', ['gu-IN', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(regionalTag('gu', ['en-GB'])).toBe('gu');
    expect(regionalTag('sv', ['en', 'sv-FI'])).toBe('sv-FI');
  });

  it('pass over what no date can be written by', () => {
    expect(regionalTag('en', ['en-US@posix', 'en_US', 'en-GB'])).toBe('en-GB');
    expect(regionalTag('en', ['en-US@posix'])).toBe('en');
  });
});
