import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from '../../app/CountedMenuItem.tsx';

/** The way to the notices; only for who settles them. */
export function NoticesMenuItem() {
  const t = useTranslate();
  return (
    <CountedMenuItem
      permission="notices.settle"
      resource="notices"
      filter={{ settled: false }}
      sort={{ field: 'at', order: 'DESC' }}
      label={t('relink.notices.menu')}
      icon={<NotificationsIcon />}
    />
  );
}
