import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import { Badge } from '@mui/material';
import { Menu, useGetList, useTranslate } from 'react-admin';
import { usePermitted } from '../../app/useMe.ts';
import { useActive } from '../../app/useActive.ts';

const EVERY_MS = 60_000;

/** The way to the notices, with how many wait; only for who settles them. */
export function NoticesMenuItem() {
  const t = useTranslate();
  const permitted = usePermitted('notices.settle');
  const active = useActive();
  const { total = 0 } = useGetList(
    'notices',
    {
      filter: { settled: false },
      pagination: { page: 1, perPage: 1 },
      sort: { field: 'at', order: 'DESC' },
    },
    { enabled: permitted, refetchInterval: active ? EVERY_MS : false, refetchIntervalInBackground: false },
  );
  if (!permitted) return null;
  return (
    <Menu.Item
      to="/notices"
      primaryText={t('relink.notices.menu', { smart_count: total })}
      leftIcon={
        <Badge badgeContent={total} color="error">
          <NotificationsIcon />
        </Badge>
      }
    />
  );
}
