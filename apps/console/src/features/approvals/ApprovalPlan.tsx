import type { ApprovalView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';

/** What a yes would do now, masked. */
export function ApprovalPlan({ of: { plan } }: { of: ApprovalView }) {
  const t = useTranslate();
  if (!plan) return null;
  const logins = (of: readonly string[]) => (of.length > 0 ? of.join(', ') : t('relink.approvals.nothing'));
  return (
    <Panel title={t('relink.approvals.plan')}>
      <Facts
        of={[
          [t('relink.approvals.before'), logins(plan.before)],
          [t('relink.approvals.after'), logins(plan.after)],
        ]}
      />
      <Box component="ol" sx={{ mb: 0, paddingInlineStart: 2.5 }}>
        {plan.lines.map((line, index) => (
          <Typography component="li" variant="body2" key={`${line.what} ${String(index)}`}>
            {t(`relink.approvals.lines.${line.what}`, { display: line.display })}
          </Typography>
        ))}
      </Box>
    </Panel>
  );
}
