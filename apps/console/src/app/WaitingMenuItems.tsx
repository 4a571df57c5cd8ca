import DocumentIcon from '@mui/icons-material/ContactPageOutlined';
import ReviewIcon from '@mui/icons-material/FactCheckOutlined';
import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import RuleIcon from '@mui/icons-material/RuleOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from './CountedMenuItem.tsx';

/** The ways to what waits for somebody who oversees the desk, each with how much that is. */
export function WaitingMenuItems() {
  const t = useTranslate();
  return (
    <>
      <CountedMenuItem
        permission="notices.settle"
        resource="notices"
        filter={{ settled: false }}
        sort={{ field: 'at', order: 'DESC' }}
        label={t('relink.notices.menu')}
        icon={<NotificationsIcon />}
      />
      <CountedMenuItem
        permission="approvals.list"
        resource="approvals"
        filter={{ state: 'waiting' }}
        sort={{ field: 'requestedAt', order: 'ASC' }}
        label={t('relink.approvals.menu')}
        icon={<RuleIcon />}
      />
      <CountedMenuItem
        permission="reviews.mark"
        resource="reviews"
        filter={{ marked: false }}
        sort={{ field: 'day', order: 'DESC' }}
        label={t('relink.reviews.name')}
        icon={<ReviewIcon />}
      />
      <CountedMenuItem
        permission="documents.confirm"
        resource="documents"
        filter={{ state: 'proposed' }}
        sort={{ field: 'proposedAt', order: 'ASC' }}
        label={t('relink.documents.name', { smart_count: 2 })}
        icon={<DocumentIcon />}
      />
    </>
  );
}
