import type { MessageTemplate } from './message.ts';

/** What a text may name in braces. */
export type Placeholder =
  | 'shop'
  | 'code'
  | 'reference'
  | 'page'
  | 'link'
  | 'duration'
  | 'email'
  | 'phone'
  | 'logins'
  | 'forgot'
  | 'at'
  | 'until'
  | 'check'
  | 'objection'
  | 'never';

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

/** The messages that carry a code or a link; all others tell what happened. */
export type CodeTemplate = Extract<
  MessageTemplate,
  `${string}-code` | `${string}-confirmation` | `${string}-link` | 'password-reset'
>;

/** The messages about two accounts that became one, or two again. */
export type MergeTemplate = Extract<MessageTemplate, 'accounts-merged' | 'merge-undone'>;

export type CodeTexts = Readonly<Record<CodeTemplate, TemplateTexts>>;
export type MergeTexts = Readonly<Record<MergeTemplate, TemplateTexts>>;
export type NoticeTexts = Readonly<
  Record<Exclude<MessageTemplate, CodeTemplate | MergeTemplate>, TemplateTexts>
>;

/** An instant in UTC, taken apart. `month` counts from 0; `clock` is hours and minutes, `10:15`. */
export type Moment = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: string;
};

/** Everything said in one language. */
export type MessageTexts = {
  /** That nobody of the staff asks for a password; said by every message. */
  readonly never: string;
  /** Stands between two sentences of an SMS. */
  readonly space: '' | ' ';
  /** An instant as the language writes it. Not left to Intl, whose months and signs change with its data. */
  readonly instant: (at: Moment) => string;
  /** How long something is good for. */
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly templates: CodeTexts & NoticeTexts & MergeTexts;
};
