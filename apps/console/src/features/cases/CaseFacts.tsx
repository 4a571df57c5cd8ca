import { spellReference } from '@relink/domain';
import { Alert, Box, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { Unseen } from '../../app/Unseen.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { useCase } from './case-context.tsx';
import { CaseStateChip } from './CaseStateChip.tsx';
import { TicketButton } from './TicketButton.tsx';

/** The caller’s case at a glance, its reference large enough to be read out. */
export function CaseFacts() {
  const t = useTranslate();
  const facts = useCase();
  const spelled = spellReference(facts.reference);
  const mayAudit = usePermitted('audit.read');
  const filter = encodeURIComponent(JSON.stringify({ caseId: facts.id }));
  return (
    <Panel title={t('relink.cases.facts')} level={3} element="div">
      <Typography variant="body2" color="textSecondary">
        {t('relink.cases.reference')}
      </Typography>
      <Typography
        title={spelled}
        sx={{
          fontFamily: 'ui-monospace, monospace',
          fontSize: '1.75rem',
          fontWeight: 700,
          lineHeight: 1.2,
          whiteSpace: 'nowrap',
        }}
      >
        <span aria-hidden>{facts.reference}</span>
        <Unseen>{spelled}</Unseen>
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('relink.cases.referenceHelp')}
      </Typography>
      <Box sx={{ mb: 1.5 }}>
        <CaseStateChip of={facts} />
      </Box>
      {facts.own || facts.agentName === null ? null : (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t('relink.cases.notOwn', { agent: facts.agentName })}
        </Alert>
      )}
      <Facts
        of={[
          [t('relink.cases.channel'), t(`relink.enums.channel.${facts.channel}`)],
          [t('relink.cases.ticket'), facts.ticket],
          [t('relink.cases.agent'), facts.agentName],
          [t('relink.cases.due'), facts.dueAt ? <TimeText key="due" at={facts.dueAt} /> : null],
          [t('relink.cases.opened'), <TimeText key="opened" at={facts.openedAt} />],
          [t('relink.cases.closed'), facts.closedAt ? <TimeText key="closed" at={facts.closedAt} /> : null],
        ]}
      />
      <TicketButton />
      {mayAudit ? (
        <Link
          component={RouterLink}
          to={`/audit-events?filter=${filter}&view=timeline`}
          variant="body2"
          sx={{ display: 'inline-block', mt: 1.5 }}
        >
          {t('relink.cases.auditLink')}
        </Link>
      ) : null}
    </Panel>
  );
}
