export { CallerLanguageProvider, useCallerLanguage } from './caller-language.tsx';
export { languageName } from './language-name.ts';
export { Say } from './Say.tsx';
export { useCopy } from './use-copy.ts';
export { useSayings } from './use-sayings.ts';
