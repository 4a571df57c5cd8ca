import type { AuditEventView } from '@relink/contract';
import { Alert, Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { Facts } from '../../app/Facts.tsx';

type Values = Readonly<Record<string, unknown>>;

/** One event: what is not personal, and what was before and after, side by side. */
export function BeforeAfter({ event }: { event: AuditEventView }) {
  const t = useTranslate();
  const none = t(event.withheld ? 'relink.audit.notShown' : 'relink.audit.nothing');
  return (
    <Box sx={{ py: 1.5, minWidth: 0 }}>
      {event.withheld ? (
        <Alert severity="info" sx={{ mb: 1 }}>
          {t('relink.audit.withheld')}{' '}
          <Link component={RouterLink} to={`/audit-events/${event.id}/show`}>
            {t('relink.audit.openAlone')}
          </Link>
        </Alert>
      ) : null}
      {event.erased ? (
        <Alert severity="info" sx={{ mb: 1 }}>
          {t('relink.audit.erased')}
        </Alert>
      ) : null}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(3, minmax(0, 1fr))' },
        }}
      >
        <ValuesOf title={t('relink.audit.before')} values={event.before} none={none} />
        <ValuesOf title={t('relink.audit.after')} values={event.after} none={none} />
        <ValuesOf title={t('relink.audit.facts')} values={event.facts} none={t('relink.audit.nothing')} />
      </Box>
      <Box sx={{ mt: 1 }}>
        <Facts
          of={[
            [
              t('relink.audit.account'),
              event.accountId ? <AccountLink key="account" id={event.accountId} /> : null,
            ],
            [t('relink.audit.hash'), <code key="hash">{event.hash}</code>],
          ]}
        />
      </Box>
    </Box>
  );
}

function AccountLink({ id }: { id: string }) {
  return (
    <Link component={RouterLink} to={`/accounts/${id}/show`}>
      {id}
    </Link>
  );
}

type ValuesProps = {
  title: string;
  values: Values | null;
  /** What to say where there are none. */
  none: string;
};

function ValuesOf({ title, values, none }: ValuesProps) {
  const entries = Object.entries(values ?? {});
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Typography component="h2" variant="h4" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {entries.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {none}
        </Typography>
      ) : (
        <Facts
          of={entries.map(([name, value]) => [wordName(name), <Value key={name} value={value} />] as const)}
        />
      )}
    </Box>
  );
}

/** `inForceFrom` as it is read: "In force from". */
function wordName(name: string): string {
  const words = name
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Value({ value }: { value: unknown }) {
  const t = useTranslate();
  if (typeof value === 'boolean') return <>{t(value ? 'relink.common.yes' : 'relink.common.no')}</>;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return <>{value.length > 0 ? value.join(', ') : '–'}</>;
  if (typeof value === 'object' && value !== null) {
    return (
      <Box
        component="pre"
        sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.8rem' }}
      >
        {JSON.stringify(value, null, 2)}
      </Box>
    );
  }
  return <>{typeof value === 'string' ? value : JSON.stringify(value ?? '–')}</>;
}
