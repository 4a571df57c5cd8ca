import RuleIcon from '@mui/icons-material/RuleOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from './CountedMenuItem.tsx';

/** The way to what waits for a second person. */
export function ApprovalsMenuItem() {
  const t = useTranslate();
  return (
    <CountedMenuItem
      permission="approvals.list"
      resource="approvals"
      filter={{ state: 'waiting' }}
      sort={{ field: 'requestedAt', order: 'ASC' }}
      label={t('relink.approvals.menu')}
      icon={<RuleIcon />}
    />
  );
}
