import DocumentIcon from '@mui/icons-material/ContactPageOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from './CountedMenuItem.tsx';

/** The way to the identity documents that wait for a second person. */
export function DocumentsMenuItem() {
  const t = useTranslate();
  return (
    <CountedMenuItem
      permission="documents.confirm"
      resource="documents"
      filter={{ state: 'proposed' }}
      sort={{ field: 'proposedAt', order: 'ASC' }}
      label={t('relink.documents.name', { smart_count: 2 })}
      icon={<DocumentIcon />}
    />
  );
}
