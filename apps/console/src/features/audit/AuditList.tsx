import { Alert, Box, Button } from '@mui/material';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { AuditChips } from './AuditChips.tsx';
import { AuditEmpty } from './AuditEmpty.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditPaging } from './AuditPaging.tsx';
import { AuditTable } from './AuditTable.tsx';
import { AuditTimeline } from './AuditTimeline.tsx';
import type { FilterChange } from './audit-view.ts';
import { AuditTools } from './AuditTools.tsx';
import { useAuditEvents } from './use-audit-events.ts';
import { useAuditView } from './use-audit-view.ts';
import { VerificationPanel } from './VerificationPanel.tsx';

/** Who did what, when and from where; opened, what was before and after. For who may read the log. */
export function AuditList() {
  useAuthenticated();
  const t = useTranslate();
  const permitted = usePermitted('audit.read');
  const title = t('resources.audit-events.name', { smart_count: 2 });
  return (
    <Box sx={{ pt: 2, minWidth: 0 }}>
      <Title title={title} />
      {permitted ? <Log /> : null}
    </Box>
  );
}

function Log() {
  const t = useTranslate();
  const [view, show] = useAuditView();
  const { data, error, isPlaceholderData } = useAuditEvents(view);
  const { filter, timeline } = view;
  const narrow = (to: FilterChange) => show((now) => ({ filter: to(now.filter) }));
  return (
    <>
      <VerificationPanel />
      <AuditFilters filter={filter} onChange={narrow} />
      <AuditChips filter={filter} onChange={narrow} />
      <AuditTools view={view} show={show} />
      {data ? (
        <Box aria-busy={isPlaceholderData} sx={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          {data.events.length === 0 ? <AuditEmpty view={view} show={show} /> : null}
          {data.events.length > 0 && timeline ? <AuditTimeline events={data.events} /> : null}
          {data.events.length > 0 && !timeline ? <AuditTable events={data.events} /> : null}
          {data.searchedTo && data.events.length < data.total + 1 ? (
            <Alert
              severity="info"
              sx={{ my: 1 }}
              action={
                <Button color="inherit" onClick={() => show({ place: data.searchedTo })}>
                  {t('relink.audit.searchedOn')}
                </Button>
              }
            >
              {t('relink.audit.searchedTo', { at: showInstant(data.searchedTo.at) })}
            </Alert>
          ) : null}
          <AuditPaging view={view} page={data} show={show} />
        </Box>
      ) : (
        <Waiting error={error} />
      )}
    </>
  );
}
