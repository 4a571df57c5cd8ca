/** What the portal speaks: its own code, and the tag that the page then bears. */
export const LANGUAGES = [
  { code: 'en', tag: 'en' },
  { code: 'gu', tag: 'gu' },
  { code: 'id', tag: 'id' },
  { code: 'sv', tag: 'sv' },
  { code: 'zh', tag: 'zh-Hans' },
] as const;

export type Spoken = (typeof LANGUAGES)[number];

/** Words that give English away on a page in another language of the portal, and are words of none of those. */
export const TELLTALES: readonly string[] = (
  'the your you and with from this that have has not please sign signed password address account changed change send ' +
  'sent call number we us our is are been was will can cannot what when where yes show hide close confirm cancel ' +
  'first last name save wait waits until today tomorrow order orders items paid ordered again new'
).split(' ');
