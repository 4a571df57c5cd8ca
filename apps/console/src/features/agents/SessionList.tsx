import type { AgentSessionView } from '@relink/contract';
import { browserName } from '@relink/domain';
import { Box, Button, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { TimeText } from '../../app/time.tsx';
import { ActionRow } from './ActionRow.tsx';

type Props = {
  readonly sessions: readonly AgentSessionView[];
  /** The path of the one that is being ended. */
  readonly ending: string | undefined;
  readonly onEnd: (id: string) => void;
};

/** Browsers that somebody is signed in with, each to be signed out. */
export function SessionList({ sessions, ending, onEnd }: Props) {
  const t = useTranslate();
  if (sessions.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('relink.factors.noSessions')}
      </Typography>
    );
  return (
    <Box component="ul" aria-label={t('relink.factors.sessions')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {sessions.map((session) => {
        const { id, network, userAgent, createdAt, lastSeenAt, standing, current } = session;
        const name = browserName(userAgent) || t('relink.factors.unknownBrowser');
        return (
          <ActionRow
            key={id}
            action={
              current ? null : (
                <Button
                  size="small"
                  variant="outlined"
                  loading={ending?.startsWith(id) ?? false}
                  aria-label={t('relink.factors.endOne', { name })}
                  onClick={() => onEnd(id)}
                >
                  {t('relink.factors.end')}
                </Button>
              )
            }
          >
            <Typography variant="body2" component="div" sx={{ fontWeight: 600 }}>
              {name}{' '}
              {current ? <Chip size="small" color="success" label={t('relink.factors.thisOne')} /> : null}
              {standing === 'half' ? <Chip size="small" label={t('relink.factors.awaited')} /> : null}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {network === null ? '' : `${t('relink.factors.from', { network })}, `}
              {t('relink.factors.since')} <TimeText at={createdAt} />, {t('relink.factors.lastSeen')}{' '}
              <TimeText at={lastSeenAt} />
            </Typography>
          </ActionRow>
        );
      })}
    </Box>
  );
}
