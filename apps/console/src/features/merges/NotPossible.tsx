import type { UndoPreview } from '@relink/contract';
import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { RowLink } from '../../app/RowLink.tsx';

/** Why a merge cannot be undone, with the way to the one that stands in the way. */
export function NotPossible({ of }: { of: UndoPreview['notPossible'] }) {
  const t = useTranslate();
  if (!of) return null;
  return (
    <Alert severity="error" sx={{ mb: 2 }}>
      <strong>{t('relink.undo.notPossible')}</strong>
      <div>{t(`relink.undo.why.${of.code}`, { _: of.code })}</div>
      {of.mergeId ? <RowLink to={`/merges/${of.mergeId}/show`}>{t('relink.undo.inTheWay')}</RowLink> : null}
    </Alert>
  );
}
