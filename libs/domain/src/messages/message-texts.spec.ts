import { en } from './en/en.ts';
import { gu } from './gu/gu.ts';
import { id } from './id/id.ts';
import { MESSAGE_CHANNELS, MESSAGE_LANGUAGES, MESSAGE_TEMPLATES, type MessageLanguage } from './message.ts';
import { CODE, EMAIL, REFERENCE, SHOP, someFacts } from './message-facts.fixture.ts';
import { renderMessage } from './render-message.ts';
import { smsSegments } from './sms-segments.fixture.ts';
import { sv } from './sv/sv.ts';
import type { MessageTexts, Paragraph, TemplateTexts } from './texts.ts';
import { zh } from './zh/zh.ts';

const TEXTS: Readonly<Record<MessageLanguage, MessageTexts>> = { en, gu, id, sv, zh };

/** The letters that a language is written in: nothing else may stand in a text, places aside. */
const LETTERS: Readonly<Record<MessageLanguage, RegExp>> = {
  en: /^[A-Za-z]+$/,
  gu: /^[\p{Script=Gujarati}\u200c\u200d]+$/u,
  id: /^[A-Za-z]+$/,
  sv: /^[A-Za-zÅÄÖåäöé]+$/,
  zh: /^\p{Script=Han}+$/u,
};

/** Words that two languages really share; UTC is one in all of them. */
const COGNATES: readonly string[] = ['email', 'utc', 'pada', 'dig', 'foto'];

/** How many SMS a message may be sent as at most: everything that it can say in it, links and all. */
const SEGMENTS: Readonly<Record<MessageLanguage, number>> = { en: 2, gu: 5, id: 2, sv: 2, zh: 3 };

const flat = (paragraph: Paragraph): readonly string[] =>
  typeof paragraph === 'string' ? [paragraph] : paragraph;
const words = (text: string): string[] =>
  text.replace(/\{\w+\}/g, ' ').match(/[\p{L}\p{M}\u200c\u200d]+/gu) ?? [];
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** The subject, the paragraphs of the e-mail and the sentences of the SMS; each alternative apart. */
function said({ subject, email, sms }: TemplateTexts): readonly (readonly string[])[] {
  return [subject, ...email, ...sms].map(flat);
}

const everyText = MESSAGE_TEMPLATES.flatMap((template) =>
  MESSAGE_LANGUAGES.map((language) => ({ template, language })),
);
const everyMessage = everyText.flatMap((each) => MESSAGE_CHANNELS.map((channel) => ({ ...each, channel })));

describe.each(everyText)('the text of $template in $language', ({ template, language }) => {
  const own = said(TEXTS[language].templates[template]);
  const english = said(en.templates[template]);

  it('names in each paragraph, and in each way to say it, what the English one names', () => {
    expect(own.map((paragraph) => paragraph.flatMap(places).sort())).toEqual(
      english.map((paragraph) => paragraph.flatMap(places).sort()),
    );
    expect(own.map((paragraph) => paragraph.length)).toEqual(english.map((paragraph) => paragraph.length));
  });

  it('is written in the letters of its language only', () => {
    expect(
      own
        .flat()
        .flatMap(words)
        .filter((word) => !LETTERS[language].test(word)),
    ).toEqual([]);
  });

  it('holds no word that stands in the same paragraph in another language', () => {
    for (const other of MESSAGE_LANGUAGES.filter((each) => each !== language)) {
      const theirs = said(TEXTS[other].templates[template]);
      own.forEach((paragraph, index) => {
        const foreign = new Set((theirs[index] ?? []).flatMap(words).map((word) => word.toLowerCase()));
        const shared = paragraph
          .flatMap(words)
          .map((word) => word.toLowerCase())
          .filter((word) => word.length > 2 && foreign.has(word) && !COGNATES.includes(word));
        expect({ other, paragraph, shared }).toEqual({ other, paragraph, shared: [] });
      });
    }
  });
});

describe.each(everyMessage)('$template by $channel in $language', ({ template, language, channel }) => {
  const { subject, body } = renderMessage(someFacts(template, { channel, language }));

  it('leaves nothing unsaid', () => {
    expect(`${subject}${body}`).not.toMatch(/[{}]|undefined|null|NaN/);
    expect(subject === '').toBe(channel === 'sms');
    expect(body).toContain(SHOP);
  });

  it('says that staff never ask for a password', () => {
    expect(body).toContain(TEXTS[language].never);
  });

  it('names nobody in full, and carries no code in the subject, which a locked screen shows', () => {
    expect(`${subject}${body}`).not.toContain(EMAIL);
    expect(`${subject}${body}`).not.toMatch(/[a-z]+\.[a-z]+@|\d{7,}/);
    expect(subject).not.toContain(CODE);
  });

  it('tells a code, where to enter it and its reference, when it is about a code', () => {
    const about = /-code$|-confirmation$|^password-reset$/.test(template);
    expect(body.includes(CODE)).toBe(about);
    expect(body.includes(REFERENCE)).toBe(about);
  });

  it('ends each link where the link ends', () => {
    for (const [link] of body.matchAll(/https:[^\s)]+/g)) expect(link).toMatch(/^[\x21-\x7e]*[A-Za-z0-9.,]$/);
  });

  if (channel === 'sms')
    it('is short, and in the alphabet of an SMS where its language has one', () => {
      expect(smsSegments(body)).toBeLessThanOrEqual(SEGMENTS[language]);
      if (['en', 'id', 'sv'].includes(language))
        expect(smsSegments(body)).toBeLessThanOrEqual(Math.ceil(body.length / 153));
    });
});

describe('an instant and a duration', () => {
  const at = { year: 2026, month: 10, day: 22, clock: '10:15' };

  it.each([
    ['en', '22 November 2026, 10:15 UTC', '1 minute', '10 minutes', '1 hour', '24 hours'],
    ['gu', '22 નવેમ્બર, 2026, 10:15 UTC', '1 મિનિટ', '10 મિનિટ', '1 કલાક', '24 કલાક'],
    ['id', '22 November 2026 pukul 10.15 UTC', '1 menit', '10 menit', '1 jam', '24 jam'],
    ['sv', '22 november 2026, 10:15 UTC', '1 minut', '10 minuter', '1 timme', '24 timmar'],
    ['zh', '2026年11月22日 10:15 UTC', '1分钟', '10分钟', '1小时', '24小时'],
  ] as const)('in %s are written as the language writes them', (language, instant, ...durations) => {
    const texts = TEXTS[language];
    expect(texts.instant(at)).toBe(instant);
    expect([texts.minutes(1), texts.minutes(10), texts.hours(1), texts.hours(24)]).toEqual(durations);
  });

  it.each(MESSAGE_LANGUAGES)('in %s have twelve months', (language) => {
    const written = Array.from({ length: 12 }, (_, month) => TEXTS[language].instant({ ...at, month }));
    expect(new Set(written).size).toBe(12);
  });
});
