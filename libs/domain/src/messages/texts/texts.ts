import type { MessageTemplate } from '../message.ts';

/** What a text may name in braces. */
export type Placeholder =
  'shop' | 'code' | 'reference' | 'page' | 'link' | 'duration' | 'email' | 'at' | 'never';

/**
 * One paragraph of an e-mail or one sentence of an SMS. A list is tried in order: the first whose placeholders are all
 * known is taken; an empty text at its end makes the paragraph one that may be left out.
 */
export type Paragraph = string | readonly string[];

export type TemplateTexts = {
  readonly subject: string;
  readonly email: readonly Paragraph[];
  readonly sms: readonly Paragraph[];
};

/** Everything said in one language. */
export type MessageTexts = {
  /** That nobody of the staff asks for a password; said by every message. */
  readonly never: string;
  /** January first. */
  readonly months: readonly string[];
  /** How long something is good for. */
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly templates: Readonly<Record<MessageTemplate, TemplateTexts>>;
};
