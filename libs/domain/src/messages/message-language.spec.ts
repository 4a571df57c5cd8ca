import { messageLanguage } from './message-language.ts';

describe('the language of a message to a customer', () => {
  it.each([
    ['gu-IN', 'gu'],
    ['GU', 'gu'],
    ['zh-CN', 'zh'],
    ['zh_Hant_TW', 'zh'],
    ['cmn', 'zh'],
    ['id-ID', 'id'],
    ['in', 'id'],
    ['in_ID', 'id'],
    ['sv-FI', 'sv'],
    ['swe', 'sv'],
    [' en-GB ', 'en'],
  ])('of %s is %s', (language, written) => expect(messageLanguage(language)).toBe(written));

  it.each(['gul', 'fr', '', 'toString', '__proto__', 'i'])(
    'that nothing is written in, such as %p, is English',
    (language) => expect(messageLanguage(language)).toBe('en'),
  );
});
