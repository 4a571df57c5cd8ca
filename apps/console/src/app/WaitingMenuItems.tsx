import DocumentIcon from '@mui/icons-material/ContactPageOutlined';
import ReviewIcon from '@mui/icons-material/FactCheckOutlined';
import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import RuleIcon from '@mui/icons-material/RuleOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from './CountedMenuItem.tsx';
import { useWaiting } from './useWaiting.ts';

/** The ways to what waits for somebody who oversees the desk, each with how much that is. */
export function WaitingMenuItems() {
  const t = useTranslate();
  const waiting = useWaiting();
  return (
    <>
      <CountedMenuItem
        permission="notices.settle"
        resource="notices"
        count={waiting?.notices}
        label={t('relink.notices.menu')}
        icon={<NotificationsIcon />}
      />
      <CountedMenuItem
        permission="approvals.list"
        resource="approvals"
        count={waiting?.approvals.waiting}
        label={t('relink.approvals.menu')}
        icon={<RuleIcon />}
      />
      <CountedMenuItem
        permission="reviews.mark"
        resource="reviews"
        count={waiting?.reviewsDue}
        label={t('relink.reviews.name')}
        icon={<ReviewIcon />}
      />
      <CountedMenuItem
        permission="documents.confirm"
        resource="documents"
        count={waiting?.documentsWaiting}
        label={t('relink.documents.name', { smart_count: 2 })}
        icon={<DocumentIcon />}
      />
    </>
  );
}
