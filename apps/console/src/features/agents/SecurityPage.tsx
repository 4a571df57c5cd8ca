import { Alert, Box } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { useMe } from '../../app/useMe.ts';
import { OwnFactors } from './OwnFactors.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';

const OTHERS = { path: 'end-others', word: 'relink.factors.endOthers', from: 2 };

/** What an agent proves themselves with, and where they are signed in. */
export function SecurityPage() {
  const t = useTranslate();
  const me = useMe();
  const standing = me?.standing;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.factors.title')} />
      {standing === 'enrolling' ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t(me?.recovering ? 'relink.factors.recovering' : 'relink.factors.needed')}
        </Alert>
      ) : null}
      <OwnFactors />
      {standing === 'whole' ? (
        <SessionsPanel path="my-sessions" title="relink.factors.sessions" several={OTHERS} />
      ) : null}
    </Box>
  );
}
