import type { en } from './en/en.ts';

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
/** The texts of one page in another language: as many as the English ones, by the same keys. */
export type Translated<English> = { readonly [Key in keyof English]: string };
export type TextValues = Readonly<Record<string, string>>;

/** Puts values into a text's `{places}`. A place without a value stays as written, so that a slip is seen. */
export function fill(text: string, values: TextValues = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
