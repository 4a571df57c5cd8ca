import { Box } from '@mui/material';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { isolate } from '../../app/isolate.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { UndoForm } from './UndoForm.tsx';
import { useMerge } from './use-merge.ts';

/** The page where a merge is undone: it only asks, another person decides. */
export function UndoPage() {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data, error } = useMerge(id);
  const names = data && { other: isolate(data.otherName), survivor: isolate(data.survivorName) };
  return (
    <Box sx={{ pt: 2, maxWidth: 1100 }}>
      <Title title={names ? t('relink.undo.titleOf', names) : t('relink.undo.title')} />
      <Box sx={{ mb: 1.5 }}>
        <RowLink to={`/merges/${id}/show`}>{t('relink.undo.back')}</RowLink>
      </Box>
      {data ? <UndoForm key={id} mergeId={id} /> : <Waiting error={error} />}
    </Box>
  );
}
