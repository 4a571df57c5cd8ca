import type { ImportMappingView, ImportView } from '@relink/contract';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, LinearProgress, Link, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useRedirect, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { codeOf } from '../../app/request.ts';
import { FileField } from './FileField.tsx';
import { NativeChoice } from './NativeChoice.tsx';

/** Uploads one export, showing how much of it has been sent, and goes to its page. */
export function UploadButton() {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="contained" startIcon={<UploadIcon />} onClick={() => setOpen(true)}>
        {t('relink.imports.upload')}
      </Button>
      {open ? <UploadDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const redirect = useRedirect();
  const [file, setFile] = useState<File>();
  const [mappingId, setMappingId] = useState('');
  const { data: mappings } = useGetList<ImportMappingView>('import-mappings', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  });
  const [percent, setPercent] = useState(0);
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      desk.upload<ImportView>(
        mappingId ? `imports?mappingId=${mappingId}` : 'imports',
        chosen,
        ({ bytes, of }) => setPercent(of > 0 ? Math.floor((bytes / of) * 100) : 0),
      ),
    onMutate: () => setPercent(0),
    onSuccess: (started) => redirect('show', 'imports', started.id),
  });
  return (
    <FormDialog
      open
      title={t('relink.imports.uploadTitle')}
      text={t('relink.imports.uploadText')}
      submit={t('relink.imports.submit')}
      pending={upload.isPending}
      error={upload.error}
      disabled={!file}
      onSubmit={() => (file ? upload.mutate(file) : undefined)}
      onClose={onClose}
    >
      <FileField label={t('relink.imports.file')} disabled={upload.isPending} onChoose={setFile} />
      {mappings && mappings.length > 0 ? (
        <NativeChoice
          label={t('relink.importMappings.with')}
          options={[
            { value: '', label: t('relink.importMappings.byHeader') },
            ...mappings.map((each) => ({ value: each.id, label: each.name })),
          ]}
          value={mappingId}
          onChange={setMappingId}
        />
      ) : null}
      {codeOf(upload.error) === 'file-unreadable' ? (
        <Link component={RouterLink} to="/import-mappings/create">
          {t('relink.importMappings.create')}
        </Link>
      ) : null}
      {upload.isPending ? <Progress percent={percent} /> : null}
    </FormDialog>
  );
}

function Progress({ percent }: { percent: number }) {
  const t = useTranslate();
  const label = percent < 100 ? t('relink.imports.uploading', { percent }) : t('relink.imports.checking');
  return (
    <Box>
      <Typography variant="body2" role="status">
        {label}
      </Typography>
      <LinearProgress
        aria-label={label}
        variant={percent < 100 ? 'determinate' : 'indeterminate'}
        value={percent}
      />
    </Box>
  );
}
