import type { AgentView } from '@relink/contract';
import { Box } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { listPath } from '../../app/list-path.ts';
import { RowLink } from '../../app/RowLink.tsx';

/** What the agent did, one event below another. */
export function TimelineLink() {
  const t = useTranslate();
  const agent = useRecordContext<AgentView>();
  if (!agent) return null;
  return (
    <Box sx={{ mb: 2 }}>
      <RowLink to={`${listPath('audit-events', { agentIds: [agent.id] })}&view=timeline`}>
        {t('relink.agents.auditLink')}
      </RowLink>
    </Box>
  );
}
