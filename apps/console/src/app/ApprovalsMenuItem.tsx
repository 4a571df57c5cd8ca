import RuleIcon from '@mui/icons-material/RuleOutlined';
import { Badge } from '@mui/material';
import { Menu, useGetList, useTranslate } from 'react-admin';
import { usePermitted } from './useMe.ts';
import { useActive } from './useActive.ts';

const EVERY_MS = 60_000;

/** The way to the queue, with how many wait; only for who may see it. */
export function ApprovalsMenuItem() {
  const t = useTranslate();
  const permitted = usePermitted('approvals.list');
  const active = useActive();
  const { total = 0 } = useGetList(
    'approvals',
    {
      filter: { state: 'waiting' },
      pagination: { page: 1, perPage: 1 },
      sort: { field: 'requestedAt', order: 'ASC' },
    },
    { enabled: permitted, refetchInterval: active ? EVERY_MS : false, refetchIntervalInBackground: false },
  );
  if (!permitted) return null;
  return (
    <Menu.Item
      to="/approvals"
      primaryText={
        total > 0 ? t('relink.approvals.menu', { smart_count: total }) : t('relink.approvals.menuNone')
      }
      leftIcon={
        <Badge badgeContent={total} color="error">
          <RuleIcon />
        </Badge>
      }
    />
  );
}
