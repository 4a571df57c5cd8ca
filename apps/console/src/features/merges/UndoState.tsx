import type { MergeView } from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { UnderWay } from './UnderWay.tsx';

/** How the undoing of a merge stands, once it is asked for. */
export function UndoState({ of: { undo } }: { of: MergeView }) {
  const t = useTranslate();
  const mayApprove = usePermitted('approvals.list');
  if (!undo) return null;
  const said = t(`relink.undo.said.${undo.state}`);
  return (
    <Panel title={t('relink.undo.stateTitle')}>
      <Alert severity={undo.state === 'refused' ? 'error' : 'info'} role="status" sx={{ mb: 1 }}>
        <strong>{t(`relink.undo.states.${undo.state}`)}.</strong> {said}
        {undo.refusal ? (
          <div>
            {t(`relink.undo.why.${undo.refusal}`, {
              _: t(`relink.merges.refusals.${undo.refusal}`, { _: undo.refusal }),
            })}
          </div>
        ) : null}
      </Alert>
      {undo.state === 'queued' || undo.state === 'running' ? (
        <UnderWay of={undo.progress} label={said} />
      ) : null}
      <Typography variant="body2">
        {t('relink.merges.facts.requested')} <TimeText at={undo.requestedAt} />
        {undo.executedAt ? (
          <>
            {', '}
            {t('relink.merges.undoneAt')} <TimeText at={undo.executedAt} />
          </>
        ) : null}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, mt: 1, typography: 'body2' }}>
        {undo.caseId ? (
          <RowLink to={`/cases/${undo.caseId}/show`}>{t('relink.undo.openCase')}</RowLink>
        ) : null}
        {undo.approvalId && undo.state === 'waiting' && mayApprove ? (
          <RowLink to={`/approvals/${undo.approvalId}/show`}>{t('relink.merges.openApproval')}</RowLink>
        ) : null}
      </Box>
    </Panel>
  );
}
