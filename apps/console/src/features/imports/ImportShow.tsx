import type { ImportView } from '@relink/contract';
import { Alert, Box, LinearProgress, Typography } from '@mui/material';
import { Title, useAuthenticated, useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { showInstant } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { ImportState } from './ImportList.tsx';
import { Issues } from './Issues.tsx';

/** One import: its progress while it runs, then what became of each row. */
export function ImportShow() {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data, error } = useGetOne<ImportView>(
    'imports',
    { id },
    { refetchInterval: ({ state }) => (isOver(state.data) ? false : 1_000) },
  );
  const title = data
    ? t('relink.imports.title', { name: data.fileName })
    : t('resources.imports.name', { smart_count: 1 });
  return (
    <Box sx={{ pt: 2, maxWidth: 1100 }}>
      <Title title={title} />
      {data ? (
        <>
          <Progress of={data} />
          <Counts of={data} />
          {isOver(data) ? (
            <Issues importId={data.id} total={data.warned + data.refused + data.differing} />
          ) : null}
        </>
      ) : (
        <Waiting error={error} />
      )}
    </Box>
  );
}

function isOver(data: ImportView | undefined): boolean {
  return data?.state === 'finished' || data?.state === 'failed';
}

const size = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

function Progress({ of }: { of: ImportView }) {
  const t = useTranslate();
  const percent = of.fileBytes > 0 ? Math.min(100, Math.floor((of.bytesRead / of.fileBytes) * 100)) : 0;
  const progress = t('relink.imports.progress', { percent });
  return (
    <Panel title={of.fileName}>
      <Box sx={{ mb: 1 }}>
        <ImportState of={of.state} />
      </Box>
      <Facts
        of={[
          [
            t('resources.imports.fields.kind'),
            of.kind ? t(`relink.enums.importKind.${of.kind}`) : t('relink.imports.kindUnknown'),
          ],
          [t('relink.importMappings.byMapping'), of.mapping],
          [t('relink.imports.size'), `${size.format(of.fileBytes / 1_048_576)} MiB`],
          [t('resources.imports.fields.createdAt'), showInstant(of.createdAt)],
        ]}
      />
      {of.state === 'queued' ? <Typography sx={{ mt: 1 }}>{t('relink.imports.queued')}</Typography> : null}
      {of.state === 'queued' || of.state === 'running' ? (
        <Box sx={{ mt: 1 }}>
          <Typography variant="body2">{progress}</Typography>
          <LinearProgress
            aria-label={progress}
            variant={of.state === 'running' ? 'determinate' : 'indeterminate'}
            value={percent}
          />
        </Box>
      ) : null}
      {of.state === 'failed' ? (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('relink.imports.failed', { failure: of.failure ?? '' })}
        </Alert>
      ) : null}
      {of.state === 'finished' && of.finishedAt ? (
        <Alert severity="success" sx={{ mt: 1 }}>
          {t('relink.imports.finished', { at: showInstant(of.finishedAt) })}
        </Alert>
      ) : null}
    </Panel>
  );
}

const counts = ['read', 'created', 'updated', 'unchanged', 'differing', 'warned', 'refused'] as const;
const whole = new Intl.NumberFormat('en-GB');

function Counts({ of }: { of: ImportView }) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.imports.counts')}>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(110px, 1fr))' }}
      >
        {counts.map((count) => (
          <Box key={count}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {t(`resources.imports.fields.${count}`)}
            </Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.4rem', fontWeight: 700 }}>
              {whole.format(of[count])}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
