import type { AuditConditions, AuditExportView, RequestAuditExport } from '@relink/contract';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Button, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';

type Format = RequestAuditExport['format'];
const FORMATS: readonly Format[] = ['ndjson', 'csv'];

/** Asks for a file of what the filters leave, with a reason; then to the list of exports, where its progress is. */
export function ExportButton({ filter }: { filter: AuditConditions }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button startIcon={<DownloadIcon />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('relink.audit.export.button')}
      </Button>
      {open ? <ExportDialog filter={filter} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ExportDialog({ filter, onClose }: { filter: AuditConditions; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const navigate = useNavigate();
  const [format, setFormat] = useState<Format>('ndjson');
  const [reason, setReason] = useState('');
  const ask = useMutation({
    mutationFn: () => desk.send<AuditExportView>('audit-exports', { filter, format, reason: reason.trim() }),
    onSuccess: () => navigate('/audit-exports'),
  });
  return (
    <FormDialog
      open
      title={t('relink.audit.export.title')}
      text={t('relink.audit.export.text')}
      submit={t('relink.audit.export.submit')}
      pending={ask.isPending}
      error={ask.error}
      disabled={reason.trim() === ''}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <TextField
        select
        label={t('relink.audit.export.format')}
        value={format}
        onChange={(event) => setFormat(FORMATS.find((each) => each === event.target.value) ?? 'ndjson')}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      >
        {FORMATS.map((each) => (
          <option key={each} value={each}>
            {t(`relink.audit.export.formats.${each}`)}
          </option>
        ))}
      </TextField>
      <ReasonField
        autoFocus
        multiline
        value={reason}
        onChange={setReason}
        helperText={t('relink.audit.export.reasonHelp')}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  );
}
