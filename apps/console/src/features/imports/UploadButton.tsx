import type { ImportView } from '@relink/contract';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useRedirect, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';

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
  const id = useId();
  const desk = useDesk();
  const redirect = useRedirect();
  const [file, setFile] = useState<File>();
  const [percent, setPercent] = useState(0);
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      desk.upload<ImportView>('imports', chosen, ({ bytes, of }) =>
        setPercent(of > 0 ? Math.floor((bytes / of) * 100) : 0),
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
      <Box>
        <Typography
          component="label"
          htmlFor={id}
          variant="body2"
          sx={{ display: 'block', mb: 0.5, fontWeight: 600 }}
        >
          {t('relink.imports.file')}
        </Typography>
        <Box
          component="input"
          id={id}
          type="file"
          accept=".csv,text/csv"
          disabled={upload.isPending}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setFile(event.target.files?.[0])}
          sx={{ font: 'inherit', maxWidth: '100%' }}
        />
      </Box>
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
