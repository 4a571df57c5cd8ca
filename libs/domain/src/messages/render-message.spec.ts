import { maskEmail } from '../identifiers/index.ts';
import { MESSAGE_CHANNELS, MESSAGE_LANGUAGES, MESSAGE_TEMPLATES, type MessageTemplate } from './message.ts';
import { personalParam } from './personal-param.ts';
import { messageLanguage, type MessageFacts, renderMessage } from './render-message.ts';
import { smsSegments } from './sms-segments.fixture.ts';

const TOKEN = 'q5Vn0cJmRk2TzPw8LsXy7BdFhGj3KaEu6NiQoWtYxZc';
const CODE = '482913';
const REFERENCE = 'K7QM-2X9D';
const PUBLIC_URL = 'https://care.sandheer.example';
const EMAIL = 'asha.patel@gmail.com';
const LINKS: Partial<Record<MessageTemplate, string>> = {
  'email-confirmation': `/portal/confirm#${TOKEN}`,
  'password-reset': `/portal/reset#${TOKEN}`,
};
const WITH_CODE: readonly MessageTemplate[] = [
  'evidence-code',
  'spoken-code',
  'identifier-move-code',
  'email-confirmation',
  'password-reset',
];

function facts(template: MessageTemplate, more: Partial<MessageFacts> = {}): MessageFacts {
  const linkPath = LINKS[template];
  return {
    template,
    channel: 'email',
    language: 'en',
    params: { reference: REFERENCE, minutes: 10, maskedEmail: maskEmail(EMAIL) },
    secret: { code: CODE, ...(linkPath !== undefined && { linkPath }) },
    shopName: 'Relink Demo Shop',
    publicUrl: PUBLIC_URL,
    at: '2026-11-22T10:15:30.000Z',
    ...more,
  };
}

const every = MESSAGE_TEMPLATES.flatMap((template) =>
  MESSAGE_CHANNELS.flatMap((channel) =>
    MESSAGE_LANGUAGES.map((language) => ({ template, channel, language })),
  ),
);

describe.each(every)('$template by $channel in $language', ({ template, channel, language }) => {
  const { subject, body } = renderMessage(facts(template, { channel, language }));

  it('leaves nothing unsaid', () => {
    expect(`${subject}${body}`).not.toMatch(/[{}]|undefined|null|NaN/);
    expect(subject === '').toBe(channel === 'sms');
    expect(body).toContain('Relink Demo Shop');
  });

  it('says that staff never ask for a password', () => {
    expect(body).toContain(
      language === 'en'
        ? 'Our staff never ask for your password.'
        : 'અમારો સ્ટાફ ક્યારેય તમારો પાસવર્ડ માંગતો નથી.',
    );
  });

  it('names nobody in full', () => {
    expect(`${subject}${body}`).not.toContain(EMAIL);
    expect(body).not.toMatch(/[a-z]+\.[a-z]+@/);
  });

  it('carries no code in the subject, which a locked screen shows', () => {
    expect(subject).not.toContain(CODE);
  });

  it('is written in the language that it is said to be in', () => {
    const own = `${subject} ${body}`
      .replaceAll(/https:\S+/g, '')
      .replaceAll('Relink Demo Shop', '')
      .replaceAll(CODE, '')
      .replaceAll(REFERENCE, '')
      .replaceAll(/a[•*]+@g[•*]+\.com/g, '')
      .replaceAll('UTC', '');
    if (language === 'gu') {
      expect(own).toMatch(/\p{Script=Gujarati}{3}/u);
      expect(own).not.toMatch(/[A-Za-z]/);
    } else expect(own).not.toMatch(/[^\p{ASCII}•]/u);
  });

  it('tells a code, where to enter it and its reference, when it is about a code', () => {
    const about = WITH_CODE.includes(template);
    expect(body.includes(CODE)).toBe(about);
    expect(body.includes(REFERENCE)).toBe(about);
  });

  if (channel === 'sms')
    it('is short', () => {
      expect(smsSegments(body)).toBeLessThanOrEqual(language === 'en' ? 2 : 5);
    });
});

describe('a message', () => {
  it.each(['evidence-code', 'spoken-code', 'identifier-move-code'] as const)(
    'with an %s leads to the page where the code is entered',
    (template) => {
      for (const channel of MESSAGE_CHANNELS)
        expect(renderMessage(facts(template, { channel })).body).toContain(
          `${PUBLIC_URL}/portal/code#${REFERENCE}`,
        );
    },
  );

  it('that confirms an e-mail has a link, and a code instead', () => {
    const { body } = renderMessage(facts('email-confirmation'));
    expect(body).toContain(`${PUBLIC_URL}/portal/confirm#${TOKEN}`);
    expect(body).toContain(`${PUBLIC_URL}/portal/code#${REFERENCE}`);
    expect(body).toContain(CODE);
  });

  it('that resets a password has a link, a code instead, or one of the two', () => {
    const link = `${PUBLIC_URL}/portal/reset#${TOKEN}`;
    const page = `${PUBLIC_URL}/portal/reset?reference=${REFERENCE}`;
    const both = renderMessage(facts('password-reset')).body;
    expect(both).toContain(link);
    expect(both).toContain(page);
    const byCode = renderMessage(facts('password-reset', { secret: { code: CODE } })).body;
    expect(byCode).not.toContain('reset#');
    expect(byCode).toContain(page);
    const byLink = renderMessage(
      facts('password-reset', {
        params: { minutes: 30 },
        secret: { linkPath: LINKS['password-reset'] ?? '' },
      }),
    ).body;
    expect(byLink).toContain(link);
    expect(byLink).not.toContain('reference');
  });

  it('about a new e-mail tells which one, masked, when, and how to object', () => {
    const { body } = renderMessage(facts('email-change-requested'));
    expect(body).toContain('a•••@g•••.com');
    expect(body).toContain('22 November 2026, 10:15 UTC');
    expect(body).toContain('call our customer care at once, or reply');
  });

  it('about a changed password says that every session was ended', () => {
    expect(renderMessage(facts('password-changed')).body).toContain('All your sessions were ended');
    expect(renderMessage(facts('password-changed', { language: 'gu' })).body).toContain('બધાં સત્ર બંધ');
  });

  it('shows a mask in letters that an SMS is not charged double for', () => {
    expect(renderMessage(facts('email-change-effective', { channel: 'sms' })).body).toContain(
      'a***@g***.com',
    );
  });

  it('tells a long life in hours', () => {
    const lasting = (minutes: number, language: string): string =>
      renderMessage(facts('email-confirmation', { language, params: { reference: REFERENCE, minutes } }))
        .body;
    expect(lasting(1440, 'en')).toContain('24 hours');
    expect(lasting(60, 'en')).toContain('1 hour ');
    expect(lasting(90, 'en')).toContain('90 minutes');
    expect(lasting(1440, 'gu')).toContain('24 કલાક');
  });

  it('that lacks what it must say is refused, by the name of what is missing', () => {
    expect(() => renderMessage(facts('evidence-code', { secret: {} }))).toThrow(/code/);
    expect(() => renderMessage(facts('evidence-code', { params: { reference: REFERENCE } }))).toThrow(
      /duration/,
    );
    expect(() => renderMessage(facts('password-reset', { secret: {} }))).toThrow(RangeError);
    expect(() => renderMessage(facts('email-change-effective', { params: {} }))).toThrow(/email/);
  });

  it('that quotes braces does not fill them in', () => {
    const params = { maskedEmail: '{•••@g•••.com{code}' };
    expect(renderMessage(facts('email-change-effective', { params })).body).not.toContain(CODE);
  });

  it('to a customer of another language is in English', () => {
    expect(messageLanguage('gu-IN')).toBe('gu');
    expect(messageLanguage('GU')).toBe('gu');
    expect(messageLanguage('gul')).toBe('en');
    expect(messageLanguage('sv')).toBe('en');
    expect(messageLanguage('')).toBe('en');
  });
});

describe('a parameter that anybody at the desk may see', () => {
  it('is neither a whole e-mail address nor a phone number', () => {
    expect(personalParam({ maskedEmail: EMAIL })).toBe('maskedEmail');
    expect(personalParam({ minutes: 10, phone: '+91 92414-95129' })).toBe('phone');
    expect(
      personalParam({ reference: '2345-6789', minutes: 10, maskedEmail: maskEmail(EMAIL) }),
    ).toBeUndefined();
  });
});
