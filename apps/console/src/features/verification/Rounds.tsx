import type { CaseAccountView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { TimeText } from '../../app/time.tsx';

/** The rounds of this case: each with its verdict and the kinds asked, never with an answer. */
export function Rounds({ account: { rounds } }: { account: CaseAccountView }) {
  const t = useTranslate();
  if (rounds.length === 0) return null;
  return (
    <Box sx={{ mt: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t('relink.verification.rounds')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {rounds.map((round) => (
          <Typography component="li" variant="body2" key={round.at}>
            <TimeText at={round.at} />
            {': '}
            {t(round.enough ? 'relink.verification.enough' : 'relink.verification.notEnough')}
            {` (${round.kinds.map((kind) => t(`relink.enums.evidence.${kind}`)).join(', ')})`}
            {round.enough && round.afterFailure ? `, ${t('relink.verification.afterFailure')}` : ''}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
