import type { Home } from '@relink/contract';
import { Box } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { CallBacksWaiting } from './CallBacksWaiting.tsx';
import { DueCases, MyCases } from './MyCases.tsx';
import { Oversight } from './Oversight.tsx';
import { TeamDay } from './TeamDay.tsx';
import { useHome } from './use-home.ts';

export type OfHome = { home: Home | undefined };

/** What an agent begins a shift with: what is theirs, what is due, who waits, and the team's day. */
export function HomePage() {
  const t = useTranslate();
  const { data: home, error } = useHome();
  return (
    <>
      <Title title={t('relink.home.title')} />
      {error ? <ProblemAlert error={error} effect="" /> : null}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          pt: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <MyCases home={home} />
          <DueCases home={home} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <CallBacksWaiting home={home} />
          <Oversight home={home} />
          <TeamDay home={home} />
        </Box>
      </Box>
    </>
  );
}
