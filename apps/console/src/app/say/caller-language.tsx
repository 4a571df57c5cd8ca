import { createContext, type ReactNode, useContext } from 'react';

const CallerLanguageContext = createContext<string | undefined>(undefined);

/** Around a case's workbench: somebody is on the line, who speaks `value`. */
export function CallerLanguageProvider({ value, children }: { value: string; children: ReactNode }) {
  return <CallerLanguageContext.Provider value={value}>{children}</CallerLanguageContext.Provider>;
}

/** The language of whom the agent speaks with, English where it is not known; undefined where nobody is on the line. */
export function useCallerLanguage(): string | undefined {
  return useContext(CallerLanguageContext);
}
