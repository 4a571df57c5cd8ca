import { Box } from '@mui/material';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import {
  CallBackPanel,
  Callers,
  CaseFacts,
  CaseNotes,
  CaseProvider,
  HandOverButton,
  ReopenCaseButton,
  SuspectedFraudButton,
  TakeButton,
  Timeline,
  useCase,
  WaitButton,
} from '../features/cases/index.ts';
import { WorkbenchGuide } from './WorkbenchGuide.tsx';
import { useOpenCase } from './useOpenCase.ts';
import { PageWaiting } from './PageWaiting.tsx';
import { WorkbenchAccounts } from './WorkbenchAccounts.tsx';
import { WorkbenchActions } from './WorkbenchActions.tsx';

/** The place where a case is worked: the caller, the accounts, what may be done, and what has happened. */
export function Workbench() {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data, error } = useOpenCase(id);
  if (!data) return <PageWaiting title={t('resources.cases.name', { smart_count: 1 })} error={error} />;
  return (
    <CaseProvider value={data}>
      <Title title={t('relink.cases.title', { reference: data.reference })} />
      <WorkbenchGuide>
        <Columns />
      </WorkbenchGuide>
    </CaseProvider>
  );
}

function Columns() {
  const t = useTranslate();
  const closed = useCase().state === 'closed';
  return (
    <Box
      sx={{
        pt: 2,
        display: 'grid',
        columnGap: 2,
        rowGap: { xs: 1, lg: 0 },
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'minmax(0, 1fr) minmax(0, 1.2fr)',
          lg: '280px minmax(0, 1fr) minmax(360px, 1fr)',
        },
        gridTemplateRows: { lg: 'auto 1fr' },
      }}
    >
      <Box component="section" aria-label={t('relink.workbench.caller')}>
        <Heading>{t('relink.workbench.caller')}</Heading>
        <CaseFacts />
        <TakeButton />
        <CallBackPanel />
        {closed ? (
          <ReopenCaseButton />
        ) : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, mb: 2 }}>
            <WaitButton />
            <HandOverButton />
            <SuspectedFraudButton />
          </Box>
        )}
        <Callers />
        <CaseNotes />
      </Box>
      <Box component="section" aria-label={t('relink.workbench.accounts')}>
        <Heading>{t('relink.workbench.accounts')}</Heading>
        <WorkbenchAccounts />
      </Box>
      <Box
        component="section"
        aria-label={t('relink.workbench.actions')}
        sx={{ gridColumn: { md: '1 / -1', lg: '3' }, gridRow: { lg: '1 / span 2' } }}
      >
        <Heading>{t('relink.workbench.actions')}</Heading>
        <WorkbenchActions />
      </Box>
      {/* Below the two short columns, since what may be done is the long one. */}
      <Box sx={{ gridColumn: { xs: '1 / -1', lg: '1 / 3' } }}>
        <Timeline />
      </Box>
    </Box>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Box component="h2" sx={{ typography: 'h2', mt: 0, mb: 1, color: 'text.secondary' }}>
      {children}
    </Box>
  );
}
