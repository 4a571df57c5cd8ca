import type {
  CreateImportMappingRequest,
  ImportMappingView,
  ImportPreview,
  ImportView,
} from '@relink/contract';
import { Alert, Box, Button, Link } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Title, useAuthenticated, useNotify, useRedirect, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { LookAtFile } from './LookAtFile.tsx';
import { MappingFields } from './MappingFields.tsx';
import { MappingName } from './MappingName.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { type Looked, useMappingPreview } from './useMappingPreview.ts';

type Definition = CreateImportMappingRequest['definition'];

/** Maps a file that Relink does not know, keeps that by name, and imports the file. */
export function MappingCreate() {
  useAuthenticated();
  const t = useTranslate();
  const [looked, setLooked] = useState<Looked>();
  const [changed, setChanged] = useState<Definition>();
  const [records, setRecords] = useState<Definition['records']>();
  const { data: preview, error, isFetching } = useMappingPreview({ looked, definition: changed, records });
  const look = (other: Looked | undefined) => {
    setChanged(undefined);
    setRecords(undefined);
    setLooked(other);
  };
  const shown = looked && preview ? preview : undefined;
  const definition = changed ?? shown?.definition;
  return (
    <Box sx={{ pt: 2, maxWidth: 1300 }}>
      <Title title={t('relink.importMappings.create')} />
      <LookAtFile text={t('relink.importMappings.fileText')} looked={looked} error={error} onLook={look}>
        {shown ? <KnownAlready preview={shown} /> : null}
      </LookAtFile>
      {looked && shown && definition ? (
        <>
          <MappingFields
            header={shown.header}
            definition={definition}
            faults={shown.faults}
            onRecords={(chosen) => {
              setChanged(undefined);
              setRecords(chosen);
            }}
            onChange={setChanged}
          />
          <MappingPreview preview={shown} pending={isFetching} />
          <SaveMapping key={looked.turn} file={looked.file} header={shown.header} definition={definition} />
        </>
      ) : null}
    </Box>
  );
}

function KnownAlready({ preview: { knownAs, mappedBy } }: { preview: ImportPreview }) {
  const t = useTranslate();
  if (knownAs)
    return (
      <Alert severity="info" sx={{ mt: 1 }}>
        {t('relink.importMappings.known', { kind: t(`relink.enums.importKind.${knownAs}`) })}
      </Alert>
    );
  return mappedBy ? (
    <Alert severity="info" sx={{ mt: 1 }}>
      {t('relink.importMappings.mapped', { name: mappedBy.name })}{' '}
      <Link component={RouterLink} to={`/import-mappings/${mappedBy.id}`}>
        {t('relink.importMappings.openMapped')}
      </Link>
    </Alert>
  ) : null;
}

type SaveProps = { file: File; header: string[]; definition: Definition };

function SaveMapping({ file, header, definition }: SaveProps) {
  const t = useTranslate();
  const desk = useDesk();
  const notify = useNotify();
  const redirect = useRedirect();
  const [name, setName] = useState(() => file.name.replace(/\.[^.]*$/, '').slice(0, 120));
  const [kept, setKept] = useState<ImportMappingView>();
  const keep = async () => {
    // Saved already, and only the import failed: it is not saved twice.
    const saved =
      kept ?? (await desk.send<ImportMappingView>('import-mappings', { name, definition, header }));
    setKept(saved);
    return saved;
  };
  const save = useMutation({
    mutationFn: keep,
    onSuccess: () => {
      notify('relink.importMappings.saved', { type: 'success' });
      redirect('list', 'import-mappings');
    },
  });
  const saveAndImport = useMutation({
    mutationFn: async () => {
      const { id } = await keep();
      return desk.upload<ImportView>(`imports?mappingId=${id}`, file, () => undefined);
    },
    onSuccess: (started) => redirect('show', 'imports', started.id),
  });
  const pending = save.isPending || saveAndImport.isPending;
  const error = save.error ?? saveAndImport.error;
  return (
    <Panel title={t('relink.importMappings.save')}>
      <Box
        component="form"
        noValidate
        onSubmit={(event: React.SyntheticEvent) => {
          event.preventDefault();
          if (!pending && name.trim() !== '') saveAndImport.mutate();
        }}
      >
        <MappingName value={name} disabled={kept !== undefined} onChange={setName} />
        {error ? <ProblemAlert error={error} /> : null}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
          <Button
            type="submit"
            variant="contained"
            loading={saveAndImport.isPending}
            disabled={pending || name.trim() === ''}
          >
            {t('relink.importMappings.saveAndImport')}
          </Button>
          <Button
            variant="outlined"
            loading={save.isPending}
            disabled={pending || name.trim() === ''}
            onClick={() => save.mutate()}
          >
            {t('relink.importMappings.save')}
          </Button>
        </Box>
      </Box>
    </Panel>
  );
}
