import type { SignView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { OPEN_STATES } from './NeedsYou.tsx';
import { SignStateChip } from './SignStateChip.tsx';
import { wordSign } from './sign-words.ts';

const SETTLED_STATES = ['explained', 'incident'];

/** Signs of abuse, the newest first; opened, the events behind each. */
export function SignList() {
  const t = useTranslate();
  return (
    <QueueList<SignView>
      title={t('relink.signs.title')}
      sort={{ field: 'raisedAt', order: 'DESC' }}
      which="relink.signs.which"
      stretches={[
        { name: 'relink.signs.open', filter: { state: OPEN_STATES }, none: 'relink.signs.none' },
        { name: 'relink.signs.settled', filter: { state: SETTLED_STATES }, none: 'relink.signs.noneSettled' },
      ]}
      intro="relink.signs.intro"
    >
      {(sign) => <Sign of={sign} />}
    </QueueList>
  );
}

function Sign({ of }: { of: SignView }) {
  const t = useTranslate();
  return (
    <QueueItem>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Box sx={{ fontWeight: 700 }}>
          <RowLink to={`/signs/${of.id}/show`}>{t(`relink.signs.kinds.${of.kind}`)}</RowLink>
        </Box>
        <SignStateChip state={of.state} />
      </Box>
      <Typography variant="body2">{wordSign(t, of)}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('relink.signs.found')} <TimeText at={of.raisedAt} />
      </Typography>
    </QueueItem>
  );
}
