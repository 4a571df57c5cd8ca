import { MESSAGE_LANGUAGES, type MessageLanguage } from '../messages/index.ts';
import { en } from './en.ts';
import { gu } from './gu.ts';
import { id } from './id.ts';
import { SAY_CODES, type SayCode, type SayTexts } from './say-code.ts';
import { sv } from './sv.ts';
import { zh } from './zh.ts';

const TEXTS: Readonly<Record<MessageLanguage, SayTexts>> = { en, gu, id, sv, zh };

/** What an agent says by default; an admin may word it anew. */
export function sayText(code: SayCode, language: MessageLanguage): string {
  return TEXTS[language][code];
}

/** A shop's own wording of one sentence. */
export type OwnSaying = { readonly code: string; readonly language: string; readonly body: string };

/** One sentence, and whether it is the shop's own wording. */
export type Saying = {
  readonly code: SayCode;
  readonly language: MessageLanguage;
  readonly body: string;
  readonly own: boolean;
};

/** Every sentence in every language: the shop's own wording where there is one, else the default. */
export function sayings(own: readonly OwnSaying[]): Saying[] {
  const worded = new Map(own.map(({ code, language, body }) => [`${code} ${language}`, body]));
  return SAY_CODES.flatMap((code) =>
    MESSAGE_LANGUAGES.map((language) => {
      const body = worded.get(`${code} ${language}`);
      return { code, language, body: body ?? sayText(code, language), own: body !== undefined };
    }),
  );
}
