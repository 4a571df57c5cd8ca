import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { chooseLanguage, LANGUAGES, languageOf, regionalTag } from './languages.ts';
import type { Language } from './languages.ts';
import { rememberLanguage, rememberedLanguage } from './remembered-language.ts';
import { fill } from './texts.ts';
import type { TextKey, Texts, TextValues } from './texts.ts';

export type Spoken = { readonly language: Language; readonly texts: Texts };

/** `said`: by a link or by the customer, so that what the account says is weaker. */
export type FirstSpoken = Spoken & { readonly said: boolean };

type Speech = {
  readonly language: Language;
  /** For Intl: the language with the region that the browser names for it. */
  readonly locale: string;
  readonly text: (key: TextKey, values?: TextValues) => string;
  /** Whether there is a text by this name: for the words of the api, which may get more of them. */
  readonly has: (key: string) => key is TextKey;
  /** The customer chose a language on the page. Resolves to false when its texts could not be fetched. */
  readonly choose: (language: Language) => Promise<boolean>;
  /** The account says which language the customer reads; the link of this visit and a choice on the page are stronger. */
  readonly adopt: (tag: string) => Promise<void>;
};

const SpeechContext = createContext<Speech | null>(null);

/**
 * The texts of the language to begin with; English when those of another cannot be fetched. `link` is the language that
 * the opened link names. Rejects when there are no texts at all.
 */
export async function firstLanguage(link: string | undefined): Promise<FirstSpoken> {
  const named = languageOf(link);
  if (named !== undefined) {
    rememberLanguage('customer', named);
    rememberLanguage('visit', named);
  }
  const visit = named ?? rememberedLanguage('visit');
  const chosen = rememberedLanguage('chosen');
  const said = [visit, chosen].some((tag) => languageOf(tag) !== undefined);
  const language = chooseLanguage({
    visit,
    chosen,
    customer: rememberedLanguage('customer'),
    browser: navigator.languages,
  });
  try {
    return { said, language, texts: await LANGUAGES[language].load() };
  } catch {
    return { said, language: 'en', texts: await LANGUAGES.en.load() };
  }
}

export function LanguageProvider({ first, children }: { first: FirstSpoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState<Spoken>(first);
  const wanted = useRef(first.language);
  const said = useRef(first.said);

  const speak = useCallback(async (language: Language): Promise<boolean> => {
    wanted.current = language;
    try {
      const texts = await LANGUAGES[language].load();
      // A slower, earlier choice must not replace a later one.
      if (wanted.current === language) setSpoken({ language, texts });
      return true;
    } catch {
      return false;
    }
  }, []);

  const choose = useCallback(
    async (language: Language): Promise<boolean> => {
      const spoke = await speak(language);
      if (spoke) {
        said.current = true;
        rememberLanguage('chosen', language);
        rememberLanguage('visit', language);
      }
      return spoke;
    },
    [speak],
  );

  const adopt = useCallback(
    async (tag: string): Promise<void> => {
      const language = languageOf(tag);
      if (language === undefined) return;
      rememberLanguage('customer', language);
      if (!said.current) await speak(language);
    },
    [speak],
  );

  useLayoutEffect(() => {
    document.documentElement.lang = LANGUAGES[spoken.language].tag;
    document.documentElement.dir = LANGUAGES[spoken.language].dir;
  }, [spoken.language]);

  const speech = useMemo<Speech>(
    () => ({
      language: spoken.language,
      locale: regionalTag(spoken.language, navigator.languages),
      text: (key, values) => fill(spoken.texts[key], values),
      has: (key): key is TextKey => key in spoken.texts,
      choose,
      adopt,
    }),
    [spoken, choose, adopt],
  );

  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The texts in the language of the page. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('useSpeech needs a LanguageProvider around it.');
  return speech;
}
