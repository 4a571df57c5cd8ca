import type { ChallengeView } from '@relink/contract';
import { Box, Chip, type ChipProps, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { TimeText } from '../../app/time.tsx';
import { useCase } from '../cases/index.ts';
import { SpokenCode } from './SpokenCode.tsx';

const messageColors: Record<ChallengeView['messageState'], ChipProps['color']> = {
  waiting: 'default',
  'handed-over': 'info',
  delivered: 'success',
  bounced: 'error',
  failed: 'error',
  expired: 'error',
};
const codeColors: Record<ChallengeView['state'], ChipProps['color']> = {
  sent: 'info',
  passed: 'success',
  dead: 'error',
  expired: 'default',
  superseded: 'default',
};

/** The codes and links sent about one account, newest first: how far the message is, and the answer. */
export function ChallengeList({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const challenges = useCase()
    .challenges.filter((each) => each.accountId === accountId)
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt));
  if (challenges.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('relink.verification.codesSent')}
      aria-live="polite"
      sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}
    >
      {challenges.map((challenge) => (
        <Challenge key={challenge.id} challenge={challenge} />
      ))}
    </Box>
  );
}

function Challenge({ challenge }: { challenge: ChallengeView }) {
  const t = useTranslate();
  const { deskCode, destination, messageError, messageState, purpose, sentAt, state, triesLeft } = challenge;
  const { messageTrouble: trouble, messageAdvice: advice } = challenge;
  const message = t(`relink.enums.messageState.${messageState}`);
  const code = t(`relink.enums.challengeState.${state}`);
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Typography variant="body2">
        <strong>{t(`relink.enums.challengePurpose.${purpose}`)}</strong>{' '}
        {t('relink.verification.to', { to: destination })}, <TimeText at={sentAt} />
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, my: 0.5 }}>
        <Chip
          size="small"
          variant="outlined"
          color={messageColors[messageState]}
          label={t('relink.verification.message', { state: message })}
        />
        <Chip
          size="small"
          variant="outlined"
          color={codeColors[state]}
          label={t('relink.verification.code', { state: code })}
        />
      </Box>
      {messageError ? (
        <Typography variant="body2" color="error">
          {messageError}
        </Typography>
      ) : null}
      {trouble ? (
        <Typography variant="body2" color="error">
          {t(`relink.enums.deliveryTrouble.${trouble}`)}
        </Typography>
      ) : null}
      {state === 'sent' && advice ? (
        <Typography variant="body2">{t(`relink.enums.deliveryAdvice.${advice}`)}</Typography>
      ) : null}
      {state === 'sent' && deskCode ? (
        <Typography variant="body2">
          {t('relink.verification.deskCode')} <strong>{deskCode}</strong>
        </Typography>
      ) : null}
      {state === 'sent' && purpose === 'spoken' ? <SpokenCode challenge={challenge} /> : null}
      {state === 'sent' ? (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('relink.workbench.watching')}
            {', '}
            {t('relink.verification.triesLeft', { smart_count: triesLeft })}
          </Typography>
          <LinearProgress aria-label={t('relink.workbench.watching')} sx={{ mt: 0.5 }} />
        </>
      ) : null}
    </Box>
  );
}
