import { en } from './en/en.ts';
import { gu } from './gu/gu.ts';
import { id } from './id/id.ts';
import type { MessageChannel, MessageLanguage, MessageTemplate } from './message.ts';
import { messageLanguage } from './message-language.ts';
import { sv } from './sv/sv.ts';
import type { MessageTexts, Paragraph, Placeholder } from './texts.ts';
import { zh } from './zh/zh.ts';

const TEXTS: Readonly<Record<MessageLanguage, MessageTexts>> = { en, gu, id, sv, zh };

/**
 * What a message carries that nobody at the desk may see. Both paths begin with a slash: `linkPath` does what the message
 * is about (`/portal/confirm#<token>`), `objectionPath` says "this wasn't me" (`/portal/not-me#<token>`).
 */
export type MessageSecret = {
  readonly code?: string;
  readonly linkPath?: string;
  readonly objectionPath?: string;
};

/**
 * What a text may name and anybody at the desk may see: `reference` of a challenge, `minutes` that its code or link is
 * good for, `maskedEmail` or `maskedPhone` that now signs in or is to, `maskedLogins` (all that sign in, the first of each
 * kind first, after a comma each: to the survivor, or to the account that an undoing gave back), `heldUntil` when a change
 * takes effect by itself (ISO 8601; absent where somebody of the shop decides), `deskCode` that an agent can read out so
 * that the customer knows it is really the shop.
 */
export type MessageParams = Readonly<Record<string, string | number>>;

/** Everything a message's text is made from; the address that it goes to is not among it. */
export type MessageFacts = {
  readonly template: MessageTemplate;
  readonly channel: MessageChannel;
  /** The customer's language; one that nothing is written in becomes English. */
  readonly language: string;
  readonly params: MessageParams;
  readonly secret: MessageSecret;
  readonly shopName: string;
  /** The address that the portal is reached at, without a slash at its end. */
  readonly publicUrl: string;
  /** When what the message announces happened: ISO 8601 in UTC. */
  readonly at: string;
};

/** `subject` is empty in an SMS. */
export type RenderedMessage = { readonly subject: string; readonly body: string };

/** Writes a message. Throws a RangeError that names the placeholder when something the text must say is not known. */
export function renderMessage(facts: MessageFacts): RenderedMessage {
  const language = messageLanguage(facts.language);
  const texts = TEXTS[language];
  const known = placeholders(facts, texts, (path) => pageAddress(facts.publicUrl, path, language));
  const { subject, email, sms } = texts.templates[facts.template];
  const write = (paragraphs: readonly Paragraph[]): string[] =>
    paragraphs.map((paragraph) => fillFirst(paragraph, known)).filter((text) => text !== '');
  // The mask's dots are not in the GSM alphabet: one of them would more than double the price of an SMS.
  if (facts.channel === 'sms')
    return { subject: '', body: write(sms).join(texts.space).replaceAll('•', '*') };
  return { subject: fillFirst(subject, known), body: `${[...write(email), facts.shopName].join('\n\n')}\n` };
}

type Known = Partial<Record<Placeholder, string>>;

function placeholders(facts: MessageFacts, texts: MessageTexts, addressOf: (path: string) => string): Known {
  const { params, secret } = facts;
  const { reference, minutes, maskedEmail, maskedPhone, maskedLogins, heldUntil, deskCode } = params;
  return {
    shop: facts.shopName,
    never: texts.never,
    at: instant(facts.at, texts),
    forgot: addressOf('/portal/forgot'),
    ...(secret.code !== undefined && { code: secret.code }),
    ...(secret.linkPath !== undefined && { link: addressOf(secret.linkPath) }),
    ...(reference !== undefined && {
      reference: String(reference),
      page: addressOf(codePage(facts.template, String(reference))),
    }),
    ...(typeof minutes === 'number' && { duration: duration(minutes, texts) }),
    ...(secret.objectionPath !== undefined && { objection: addressOf(secret.objectionPath) }),
    ...(maskedEmail !== undefined && { email: String(maskedEmail) }),
    ...(maskedPhone !== undefined && { phone: String(maskedPhone) }),
    ...(maskedLogins !== undefined && { logins: String(maskedLogins) }),
    ...(heldUntil !== undefined && { until: instant(String(heldUntil), texts) }),
    ...(deskCode !== undefined && { check: String(deskCode) }),
  };
}

/** Where a code is entered. The reference of a reset is no secret, and its page asks for a password besides. */
function codePage(template: MessageTemplate, reference: string): string {
  return template === 'password-reset'
    ? `/portal/reset?reference=${encodeURIComponent(reference)}`
    : `/portal/code#${encodeURIComponent(reference)}`;
}

/**
 * The whole address of a page. The end of its fragment names the language of the message, English too, so that the page
 * goes on in it, whatever was spoken in that browser before.
 */
function pageAddress(publicUrl: string, path: string, language: MessageLanguage): string {
  return `${publicUrl}${path}${path.includes('#') ? '' : '#'};${language}`;
}

function fillFirst(paragraph: Paragraph, known: Known): string {
  const alternatives = typeof paragraph === 'string' ? [paragraph] : paragraph;
  const complete = alternatives.find((text) => missing(text, known).length === 0);
  if (complete === undefined)
    throw new RangeError(`The message does not say: ${missing(alternatives.at(-1) ?? '', known).join(', ')}`);
  return complete.replace(PLACEHOLDER, (_, name: Placeholder) => known[name] ?? '');
}

const PLACEHOLDER = /\{([a-z]+)\}/g;

function missing(text: string, known: Known): string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map(([, name = '']) => name)
    .filter((name) => known[name as Placeholder] === undefined);
}

function duration(minutes: number, texts: MessageTexts): string {
  return minutes >= 60 && minutes % 60 === 0 ? texts.hours(minutes / 60) : texts.minutes(minutes);
}

function instant(iso: string, texts: MessageTexts): string {
  const at = new Date(iso);
  return texts.instant({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth(),
    day: at.getUTCDate(),
    clock: at.toISOString().slice(11, 16),
  });
}
