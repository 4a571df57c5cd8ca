import type { AuditExportView } from '@relink/contract';
import { Box, Button, LinearProgress, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Folded } from '../../app/Folded.tsx';
import { Panel } from '../../app/Panel.tsx';
import { showInstant, useNow } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { AuditChips } from './AuditChips.tsx';
import { auditPath } from './audit-view.ts';

const NEWEST = { range: '[0,24]', sort: '["createdAt","DESC"]' };
const EVERY_MS = 2_000;
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** The exports that were asked for: how far each is, and the file for who asked. */
export function AuditExports() {
  useAuthenticated();
  const t = useTranslate();
  const permitted = usePermitted('audit.export');
  return (
    <Box sx={{ pt: 2, maxWidth: 900 }}>
      <Title title={t('relink.audit.export.list')} />
      <Typography sx={{ mb: 1 }}>{t('relink.audit.export.intro')}</Typography>
      <Link component={RouterLink} to={auditPath({})}>
        {t('relink.audit.export.toLog')}
      </Link>
      {permitted ? <All /> : null}
    </Box>
  );
}

function All() {
  const t = useTranslate();
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['audit-exports'],
    queryFn: () => desk.read<AuditExportView[]>('audit-exports', NEWEST),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? EVERY_MS : false),
  });
  if (!data) return <Waiting error={error} />;
  if (data.length === 0) return <Typography sx={{ py: 2 }}>{t('relink.audit.export.none')}</Typography>;
  return (
    <Box sx={{ pt: 2 }}>
      {data.map((each) => (
        <Export key={each.id} of={each} />
      ))}
    </Box>
  );
}

function sizeOf(bytes: number): string {
  const mib = bytes / 1_048_576;
  return mib < 1 ? `${number.format(bytes / 1024)} KiB` : `${number.format(mib)} MiB`;
}

function isUnderWay({ state }: AuditExportView): boolean {
  return state === 'waiting' || state === 'running';
}

/** For its checkpoint, and until when at most. */
function Waits({ until }: { until: string | null }) {
  const t = useTranslate();
  const now = useNow(1_000);
  const isLate = until !== null && Date.parse(until) < now;
  return t(`relink.audit.export.states.${isLate ? 'late' : 'waiting'}`, {
    at: until === null ? '…' : showInstant(until, true),
  });
}

function Export({ of }: { of: AuditExportView }) {
  const t = useTranslate();
  const { format, state, events, about, own, expiresAt, checkpoint, verifierKey } = of;
  const progress = t('relink.audit.export.progress', {
    events: events.toLocaleString('en-GB'),
    about: about.toLocaleString('en-GB'),
  });
  return (
    <Panel title={t('relink.audit.export.by', { name: of.agentName, at: showInstant(of.createdAt) })}>
      <AuditChips filter={of.filter} />
      <Facts
        of={[
          [t('relink.audit.export.format'), t(`relink.audit.export.formats.${format}`)],
          [t('relink.common.reason'), of.reason],
          [
            t('relink.audit.export.size'),
            isUnderWay(of) || state === 'failed'
              ? null
              : `${t('relink.audit.export.events', { smart_count: events })}, ${sizeOf(of.bytes)}`,
          ],
          [t('relink.audit.export.state'), isUnderWay(of) ? null : t(`relink.audit.export.states.${state}`)],
        ]}
      />
      {isUnderWay(of) ? (
        <Box role="status" sx={{ mt: 1 }}>
          <Typography variant="body2">
            {state === 'waiting' ? <Waits until={of.waitsUntil} /> : progress}
          </Typography>
          <LinearProgress
            aria-label={progress}
            variant={state === 'running' && about > 0 ? 'determinate' : 'indeterminate'}
            value={Math.min(100, (events / Math.max(about, 1)) * 100)}
          />
        </Box>
      ) : null}
      {state === 'failed' ? <Typography color="error">{t('relink.audit.export.failed')}</Typography> : null}
      {state === 'finished' && own ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 1 }}>
          <Button variant="contained" href={`/api/audit-exports/${of.id}/file`} download>
            {t('relink.audit.export.download')}
          </Button>
          <Typography variant="body2" color="textSecondary">
            {expiresAt ? t('relink.audit.export.until', { at: showInstant(expiresAt) }) : null}
          </Typography>
        </Box>
      ) : null}
      {checkpoint ? (
        <Folded label={t('relink.audit.export.checkpoint')}>
          <Box
            component="pre"
            sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.8rem' }}
          >
            {`${checkpoint.note}\n${verifierKey ?? ''}`}
          </Box>
        </Folded>
      ) : null}
    </Panel>
  );
}
