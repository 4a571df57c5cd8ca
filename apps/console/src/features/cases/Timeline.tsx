import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { wordAction } from '../../app/word-action.ts';
import { useCase } from './case-context.tsx';

/** What happened in the case, newest last. */
export function Timeline() {
  const t = useTranslate();
  const { timeline } = useCase();
  return (
    <Panel title={t('relink.workbench.timeline')}>
      {timeline.length === 0 ? (
        <Typography variant="body2">{t('relink.workbench.timelineEmpty')}</Typography>
      ) : (
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {timeline.map((entry) => (
            <Box
              component="li"
              key={entry.id}
              sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 0.5, alignItems: 'center' }}
            >
              <Typography variant="body2" color="textSecondary" sx={{ width: { xs: '100%', sm: 190 } }}>
                <TimeText at={entry.at} exact />
              </Typography>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {wordAction(t, entry.action)}
              </Typography>
              {entry.outcome === 'refused' ? (
                <Chip size="small" color="warning" variant="outlined" label={t('relink.workbench.refused')} />
              ) : null}
              <Typography variant="body2" color="textSecondary">
                {t('relink.workbench.by', { actor: entry.actor })}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
