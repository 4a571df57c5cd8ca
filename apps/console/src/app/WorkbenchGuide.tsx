import { messageLanguage } from '@relink/domain';
import { type ReactNode, useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { useAccountPage } from '../features/accounts/index.ts';
import { useCase } from '../features/cases/index.ts';
import { standingOf, StandingProvider } from './next-act/index.ts';
import { CallerLanguageProvider } from './say/index.ts';
import { Unseen } from './Unseen.tsx';

/** Knows where the case stands: it leads the focus, says aloud what comes next, and knows the caller's language. */
export function WorkbenchGuide({ children }: { children: ReactNode }) {
  const t = useTranslate();
  const facts = useCase();
  const claimed = facts.accounts.find(({ role }) => role === 'claimed');
  const { data } = useAccountPage(facts, claimed);
  const orphaned = data?.marks.includes('orphaned');
  const standing = useMemo(() => standingOf(facts, orphaned), [facts, orphaned]);
  const language = messageLanguage(data?.language ?? facts.callBack?.language ?? '');
  return (
    <CallerLanguageProvider value={language}>
      <StandingProvider value={standing}>
        <Unseen role="status">{standing.act === null ? '' : t(`relink.nextAct.${standing.act}`)}</Unseen>
        {children}
      </StandingProvider>
    </CallerLanguageProvider>
  );
}
