import type { ApprovalView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';

/** The rounds and codes of the case, with their verdicts and never an answer. */
export function ApprovalEvidence({
  of: { evidence, caseId, otherId, requestedByName, merge },
}: {
  of: ApprovalView;
}) {
  const t = useTranslate();
  const { rounds, codes } = evidence;
  const lines = [
    ...rounds.map(({ accountId, at, agentName, kinds, enough, afterFailure }) => {
      const verdict = [
        t(enough ? 'relink.verification.enough' : 'relink.verification.notEnough'),
        ...(afterFailure ? [t('relink.verification.afterFailure')] : []),
      ].join(', ');
      const asked = kinds.map((kind) => t(`relink.enums.evidence.${kind}`)).join(', ');
      return {
        accountId,
        at,
        text: t('relink.approvals.round', { agent: agentName, verdict, kinds: asked }),
      };
    }),
    ...codes.map(({ accountId, at, display, answered }) => {
      const key = answered ? 'relink.approvals.codeAnswered' : 'relink.approvals.codeUnanswered';
      return { accountId, at, text: t(key, { display }) };
    }),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <Panel title={t('relink.approvals.evidence')}>
      {caseId === null || lines.length === 0 ? (
        <Typography variant="body2">
          {t(requestedByName === null ? 'relink.approvals.noEvidence' : 'relink.approvals.noEvidenceInCase')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, paddingInlineStart: 2.5 }}>
          {lines.map(({ accountId, at, text }) => (
            <Typography component="li" variant="body2" key={`${accountId} ${at} ${text}`}>
              <TimeText at={at} />: {text}
              {accountId === otherId ? ` (${t('relink.approvals.ofOther')})` : ''}
            </Typography>
          ))}
          {merge?.preview && lines.every(({ accountId }) => accountId !== otherId) ? (
            <Typography component="li" variant="body2">
              {t('relink.approvals.noneOfOther')}
            </Typography>
          ) : null}
        </Box>
      )}
    </Panel>
  );
}
