import { maskEmail, maskPhone, OPPOSABLE_TEMPLATES } from '../identifiers/index.ts';
import { MESSAGE_CHANNELS, MESSAGE_LANGUAGES, MESSAGE_TEMPLATES, type MessageTemplate } from './message.ts';
import {
  CODE,
  DESK_CODE,
  EMAIL,
  LINKS,
  PHONE,
  PUBLIC_URL,
  REFERENCE,
  someFacts,
  TOKEN,
} from './message-facts.fixture.ts';
import { personalParam } from './personal-param.ts';
import { type MessageFacts, type MessageParams, renderMessage } from './render-message.ts';

describe('a message', () => {
  it.each(['evidence-code', 'spoken-code', 'identifier-move-code'] as const)(
    'with an %s leads to the page where the code is entered',
    (template) => {
      for (const channel of MESSAGE_CHANNELS)
        expect(renderMessage(someFacts(template, { channel })).body).toContain(
          `${PUBLIC_URL}/portal/code#${REFERENCE}`,
        );
    },
  );

  it('that confirms an e-mail has a link, and a code instead', () => {
    const { body } = renderMessage(someFacts('email-confirmation'));
    expect(body).toContain(`${PUBLIC_URL}/portal/confirm#${TOKEN}`);
    expect(body).toContain(`${PUBLIC_URL}/portal/code#${REFERENCE}`);
    expect(body).toContain(CODE);
  });

  it('that resets a password has a link, a code instead, or one of the two', () => {
    const link = `${PUBLIC_URL}/portal/reset#${TOKEN}`;
    const page = `${PUBLIC_URL}/portal/reset?reference=${REFERENCE}`;
    const both = renderMessage(someFacts('password-reset')).body;
    expect(both).toContain(link);
    expect(both).toContain(page);
    const byCode = renderMessage(someFacts('password-reset', { secret: { code: CODE } })).body;
    expect(byCode).not.toContain('reset#');
    expect(byCode).toContain(page);
    const byLink = renderMessage(
      someFacts('password-reset', {
        params: { minutes: 30 },
        secret: { linkPath: LINKS['password-reset'] ?? '' },
      }),
    ).body;
    expect(byLink).toContain(link);
    expect(byLink).not.toContain('reference');
  });

  it('about a new e-mail tells which one, masked, and when', () => {
    const { body } = renderMessage(someFacts('email-change-requested'));
    expect(body).toContain('a•••@g•••.com');
    expect(body).toContain('22 November 2026, 10:15 UTC');
  });

  it.each([...OPPOSABLE_TEMPLATES, 'phone-moved-away', 'change-reversed'] as const)(
    'about %s lets the customer object by a link, else by a call',
    (template) => {
      for (const channel of MESSAGE_CHANNELS) {
        const linked = renderMessage(someFacts(template, { channel })).body;
        expect(linked).toContain(`This wasn't me: ${PUBLIC_URL}/portal/not-me#${TOKEN}`);
        const bare = renderMessage(someFacts(template, { channel, secret: {} })).body;
        expect(bare).not.toContain('not-me');
        expect(bare).toMatch(/call our customer care at once/i);
      }
    },
  );

  it.each(MESSAGE_TEMPLATES.filter((template) => /-code$|-confirmation$/.test(template)))(
    'with an %s tells what the agent can read out, where there is such a code',
    (template) => {
      for (const channel of MESSAGE_CHANNELS) {
        expect(renderMessage(someFacts(template, { channel })).body).toMatch(
          new RegExp(`Our agent can tell you.* ${DESK_CODE}\\. If not, it is not us\\.`),
        );
        const params = { reference: REFERENCE, minutes: 10 };
        expect(renderMessage(someFacts(template, { channel, params })).body).not.toContain('Our agent');
      }
    },
  );

  it('about a change that waits tells until when, and which change where that is known', () => {
    const held = (params: MessageParams) => renderMessage(someFacts('change-held', { params })).body;
    const heldUntil = '2026-11-23T22:05:00Z';
    expect(held({ heldUntil, maskedEmail: maskEmail(EMAIL) })).toContain('The new e-mail a•••@g•••.com was');
    expect(held({ heldUntil, maskedPhone: maskPhone(PHONE) })).toContain(`number ${maskPhone(PHONE)} was`);
    expect(held({ heldUntil })).toContain('A change of your account was confirmed.');
    expect(held({ heldUntil })).toContain('It takes effect on: 23 November 2026, 22:05 UTC');
  });

  it.each(MESSAGE_LANGUAGES)(
    'about a change that never takes effect by itself names no time, and says that somebody of the shop decides, in %s',
    (language) => {
      for (const channel of MESSAGE_CHANNELS) {
        const held = (params: MessageParams) =>
          renderMessage(someFacts('change-held', { channel, language, params })).body;
        const undecided = held({});
        expect(undecided).toMatch(
          /somebody of the shop|દુકાનના કર્મચારી|petugas toko|någon hos butiken|商店工作人员/,
        );
        expect(undecided).not.toMatch(/202\d|:\d\d|\{until\}/);
        expect(held({ heldUntil: '2026-11-23T22:05:00Z' })).toMatch(/22[:.]05/);
      }
    },
  );

  it('that moves a phone number asks the holder of another contact to agree', () => {
    const moved = { reference: REFERENCE, minutes: 10, maskedPhone: maskPhone(PHONE) };
    for (const channel of MESSAGE_CHANNELS)
      for (const language of MESSAGE_LANGUAGES) {
        const { body } = renderMessage(
          someFacts('identifier-move-code', { channel, language, params: moved }),
        );
        expect(body).toContain(maskPhone(PHONE).replaceAll('•', channel === 'sms' ? '*' : '•'));
      }
  });

  it.each(['accounts-merged', 'merge-undone'] as const)(
    'about %s tells all that signs in, masked, and where a new password is set',
    (template) => {
      for (const channel of MESSAGE_CHANNELS) {
        const { body } = renderMessage(someFacts(template, { channel, language: 'sv' }));
        const logins = `${maskEmail(EMAIL)}, ${maskPhone(PHONE)}`;
        expect(body).toContain(channel === 'sms' ? logins.replaceAll('•', '*') : logins);
        if (channel === 'email') expect(body).toContain(`${PUBLIC_URL}/portal/forgot#;sv`);
      }
    },
  );

  it('about an undone merge names no login of an account that has none', () => {
    for (const channel of MESSAGE_CHANNELS)
      expect(renderMessage(someFacts('merge-undone', { channel, params: {} })).body).toContain('password');
    expect(() => renderMessage(someFacts('accounts-merged', { params: {} }))).toThrow(/logins/);
  });

  it.each(MESSAGE_LANGUAGES)(
    'in %s leads to pages that go on in its language, by mail and by SMS',
    (language) => {
      for (const channel of MESSAGE_CHANNELS)
        for (const template of MESSAGE_TEMPLATES) {
          const { body } = renderMessage(someFacts(template, { channel, language }));
          for (const [address] of body.matchAll(/https:[\x21-\x7e]+/g))
            expect(address).toMatch(new RegExp(`#[^;]*;${language}[.,]?$`));
        }
      const body = (template: MessageTemplate, more: Partial<MessageFacts> = {}) =>
        renderMessage(someFacts(template, { channel: 'sms', language, ...more })).body;
      expect(body('evidence-code')).toContain(`${PUBLIC_URL}/portal/code#${REFERENCE};${language}`);
      expect(body('password-changed')).toContain(`${PUBLIC_URL}/portal/not-me#${TOKEN};${language}`);
      expect(body('password-reset', { secret: { code: CODE } })).toContain(
        `${PUBLIC_URL}/portal/reset?reference=${REFERENCE}#;${language}`,
      );
    },
  );

  it('in a language that nothing is written in leads to pages in English, as it is itself', () => {
    expect(renderMessage(someFacts('password-reset', { language: 'de' })).body).toContain(`#${TOKEN};en`);
  });

  it.each(MESSAGE_LANGUAGES)('about a merge says in %s once that customer care can be called', (language) => {
    const { body } = renderMessage(someFacts('accounts-merged', { language }));
    const care = {
      en: /customer care/g,
      gu: /ગ્રાહક સેવા/g,
      id: /layanan pelanggan/g,
      sv: /kundtjänst/g,
      zh: /客服/g,
    };
    expect(body.match(care[language])).toHaveLength(1);
  });

  it('about a changed password says that every session was ended', () => {
    expect(renderMessage(someFacts('password-changed')).body).toContain('All your sessions were ended');
    expect(renderMessage(someFacts('password-changed', { language: 'gu' })).body).toContain('બધાં સત્ર બંધ');
  });

  it('shows a mask in letters that an SMS is not charged double for', () => {
    expect(renderMessage(someFacts('email-change-effective', { channel: 'sms' })).body).toContain(
      'a***@g***.com',
    );
  });

  it('tells a long life in hours', () => {
    const lasting = (minutes: number, language: string): string =>
      renderMessage(someFacts('email-confirmation', { language, params: { reference: REFERENCE, minutes } }))
        .body;
    expect(lasting(1440, 'en')).toContain('24 hours');
    expect(lasting(60, 'en')).toContain('1 hour ');
    expect(lasting(90, 'en')).toContain('90 minutes');
    expect(lasting(1440, 'gu')).toContain('24 કલાક');
  });

  it('that lacks what it must say is refused, by the name of what is missing', () => {
    expect(() => renderMessage(someFacts('evidence-code', { secret: {} }))).toThrow(/code/);
    expect(() => renderMessage(someFacts('evidence-code', { params: { reference: REFERENCE } }))).toThrow(
      /duration/,
    );
    expect(() => renderMessage(someFacts('password-reset', { secret: {} }))).toThrow(RangeError);
    expect(() => renderMessage(someFacts('email-change-effective', { params: {} }))).toThrow(/email/);
  });

  it('that quotes braces does not fill them in', () => {
    const params = { maskedEmail: '{•••@g•••.com{code}' };
    expect(renderMessage(someFacts('email-change-effective', { params })).body).not.toContain(CODE);
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

  it('may be an instant, but nothing that only begins like one', () => {
    expect(personalParam({ heldUntil: '2026-11-23T10:15:30.000Z' })).toBeUndefined();
    expect(personalParam({ heldUntil: '2026-11-23T10:15:30Z +91 92414 95129' })).toBe('heldUntil');
  });
});
