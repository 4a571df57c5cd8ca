import { maskEmail, maskPhone } from '../identifiers/index.ts';
import type { MessageTemplate } from './message.ts';
import type { MessageFacts, MessageParams } from './render-message.ts';

export const TOKEN = 'q5Vn0cJmRk2TzPw8LsXy7BdFhGj3KaEu6NiQoWtYxZc';
export const CODE = '482913';
export const REFERENCE = 'K7QM-2X9D';
export const DESK_CODE = 'KM-7Q';
export const PUBLIC_URL = 'https://care.sandheer.example';
export const SHOP = 'Relink Demo Shop';
export const EMAIL = 'asha.patel@gmail.com';
export const PHONE = '+919241495129';

export const LINKS: Partial<Record<MessageTemplate, string>> = {
  'email-confirmation': `/portal/confirm#${TOKEN}`,
  'document-link': `/portal/document#${TOKEN}`,
  'password-reset': `/portal/reset#${TOKEN}`,
};

/** What the text of a template may say: all of it, as the api tells it. */
export function someFacts(template: MessageTemplate, more: Partial<MessageFacts> = {}): MessageFacts {
  const linkPath = LINKS[template];
  const about: MessageParams = template.includes('phone')
    ? { maskedPhone: maskPhone(PHONE) }
    : { maskedEmail: maskEmail(EMAIL) };
  return {
    template,
    channel: 'email',
    language: 'en',
    params: {
      reference: REFERENCE,
      minutes: 10,
      ...about,
      maskedLogins: `${maskEmail(EMAIL)}, ${maskPhone(PHONE)}`,
      heldUntil: '2026-11-23T10:15:30.000Z',
      deskCode: DESK_CODE,
    },
    secret: {
      code: CODE,
      objectionPath: `/portal/not-me#${TOKEN}`,
      ...(linkPath !== undefined && { linkPath }),
    },
    shopName: SHOP,
    publicUrl: PUBLIC_URL,
    at: '2026-11-22T10:15:30.000Z',
    ...more,
  };
}
