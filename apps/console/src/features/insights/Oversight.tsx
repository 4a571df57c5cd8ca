import { Box, Skeleton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { usePermitted } from '../../app/useMe.ts';
import type { OfHome } from './HomePage.tsx';

/** What waits for a supervisor; nobody else sees it. */
export function Oversight({ home }: OfHome) {
  const t = useTranslate();
  const permitted = usePermitted('notices.settle');
  const insights = usePermitted('insights.read');
  if (!permitted) return null;
  const waits = home?.oversight;
  return (
    <Panel title={t('relink.home.oversight')}>
      {waits ? (
        // A number is a small thing to hit: each has the room of a finger.
        <Box
          sx={{
            '& a': { display: 'inline-block', minWidth: 24 },
            '& a, & dt': { lineHeight: '24px' },
            '& > a': { mt: 1 },
          }}
        >
          <Facts
            of={[
              [
                t('relink.home.notices'),
                <RowLink key="notices" to={listPath('notices', { settled: false })}>
                  {waits.notices}
                </RowLink>,
              ],
              [
                t('relink.home.approvals'),
                <RowLink key="approvals" to={listPath('approvals', { state: 'waiting' })}>
                  {waits.approvals}
                </RowLink>,
              ],
            ]}
          />
          {insights ? <RowLink to="/insights">{t('relink.insights.link')}</RowLink> : null}
        </Box>
      ) : (
        <Skeleton height={46} />
      )}
    </Panel>
  );
}
