import type { CreateImportMappingRequest, ImportMappingView } from '@relink/contract';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Title,
  useAuthenticated,
  useGetOne,
  useNotify,
  useRedirect,
  useRefresh,
  useTranslate,
  useUpdate,
} from 'react-admin';
import { useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { showInstant } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { LookAtFile } from './LookAtFile.tsx';
import { MappingFields } from './MappingFields.tsx';
import { MappingName } from './MappingName.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { type Looked, useMappingPreview } from './useMappingPreview.ts';

type Definition = CreateImportMappingRequest['definition'];

/** A mapping that is kept: changed, tried on a file, or taken out of use. */
export function MappingEdit() {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data, error } = useGetOne<ImportMappingView>('import-mappings', { id });
  const title = data ? t('relink.importMappings.edit', { name: data.name }) : t('relink.importMappings.list');
  return (
    <Box sx={{ pt: 2, maxWidth: 1300 }}>
      <Title title={title} />
      {data ? <MappingForm key={`${data.id} ${data.updatedAt}`} of={data} /> : <Waiting error={error} />}
    </Box>
  );
}

function MappingForm({ of }: { of: ImportMappingView }) {
  const t = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const [name, setName] = useState(of.name);
  const [definition, setDefinition] = useState<Definition>(of.definition);
  const [looked, setLooked] = useState<Looked>();
  const { data: preview, error: unread, isFetching } = useMappingPreview({ looked, definition });
  const [update, { isPending, error }] = useUpdate<ImportMappingView>();
  const shown = looked && preview ? preview : undefined;
  const header = shown?.header ?? of.header;
  if (of.retiredAt !== null)
    return (
      <Alert severity="info">{t('relink.importMappings.isRetired', { at: showInstant(of.retiredAt) })}</Alert>
    );
  const save = () =>
    void update(
      'import-mappings',
      { id: of.id, data: { name, definition, header }, previousData: of },
      {
        mutationMode: 'pessimistic',
        onSuccess: () => {
          notify('relink.importMappings.saved', { type: 'success' });
          redirect('list', 'import-mappings');
        },
        onError: () => undefined,
      },
    );
  return (
    <>
      <Panel title={t('relink.importMappings.name')}>
        <MappingName value={name} onChange={setName} />
      </Panel>
      <MappingFields
        header={header}
        definition={definition}
        faults={shown?.faults ?? []}
        onChange={setDefinition}
      />
      <LookAtFile
        text={t('relink.importMappings.fileEdit')}
        looked={looked}
        error={unread}
        onLook={setLooked}
      />
      {shown ? <MappingPreview preview={shown} pending={isFetching} /> : null}
      {error ? <ProblemAlert error={error} /> : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="contained" loading={isPending} disabled={name.trim() === ''} onClick={save}>
          {t('relink.importMappings.save')}
        </Button>
        <RetireButton of={of} />
      </Box>
    </>
  );
}

function RetireButton({ of }: { of: ImportMappingView }) {
  const t = useTranslate();
  const desk = useDesk();
  const notify = useNotify();
  const redirect = useRedirect();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const retire = useMutation({
    mutationFn: () => desk.send<ImportMappingView>(`import-mappings/${of.id}/retire`, {}),
    onSuccess: () => {
      notify('relink.importMappings.retired', { type: 'success' });
      redirect('list', 'import-mappings');
      refresh();
    },
  });
  const title = t('relink.importMappings.retire');
  return (
    <>
      <Button color="error" variant="outlined" onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open ? (
        <FormDialog
          open
          title={title}
          text={t('relink.importMappings.retireText')}
          submit={title}
          pending={retire.isPending}
          error={retire.error}
          onSubmit={() => retire.mutate()}
          onClose={() => setOpen(false)}
        >
          <Typography sx={{ overflowWrap: 'anywhere' }}>{of.name}</Typography>
        </FormDialog>
      ) : null}
    </>
  );
}
