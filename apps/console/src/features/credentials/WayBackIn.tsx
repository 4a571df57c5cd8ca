import type {
  ActionVerdictView,
  CaseAccountView,
  IdentifierView,
  SendResetLinkRequest,
  SentResponse,
} from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { useActFocus } from '../../app/next-act/index.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useStep } from '../../app/Step.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';
import { EndSessions } from './EndSessions.tsx';

const KEYS = ['r'];

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/**
 * A reset link to each e-mail that the server speaks of, and the end of the customer's sessions. That a link was sent is
 * told by the line to which the step around is folded then.
 */
export function WayBackIn({ account, identifiers }: Props) {
  const t = useTranslate();
  const id = useId();
  const links = useVerdicts('send-reset-link', account.accountId);
  // An e-mail before a phone, and what may be used before what may not.
  const usable = links.filter(({ allowed }) => allowed);
  const isEmail = ({ identifierId }: ActionVerdictView) =>
    identifiers.some(({ id: each, kind }) => each === identifierId && kind === 'email');
  const first = usable.find(isEmail) ?? usable[0] ?? links[0];
  return (
    <Box role="group" aria-labelledby={id} sx={{ my: 2 }}>
      <Typography id={id} component="h4" variant="h4">
        {t('relink.credentials.title')}
      </Typography>
      {links.map((verdict) => (
        <SendResetLink
          key={verdict.identifierId ?? 'none'}
          first={verdict === first}
          verdict={verdict}
          accountId={account.accountId}
          identifier={identifiers.find(({ id: each }) => each === verdict.identifierId)}
        />
      ))}
      <EndSessions accountId={account.accountId} />
    </Box>
  );
}

type OneProps = {
  verdict: ActionVerdictView;
  accountId: string;
  identifier: IdentifierView | undefined;
  /** The one that the key and the focus go to. */
  first: boolean;
};

function SendResetLink({ verdict, accountId, identifier, first }: OneProps) {
  const t = useTranslate();
  const send = useCaseRequest<SendResetLinkRequest, SentResponse>('reset-links');
  const { identifierId } = verdict;
  const step = useStep();
  const button = useActFocus<HTMLButtonElement>('reset', first && verdict.allowed);
  const request = () => (identifierId ? send.mutate({ accountId, identifierId }) : undefined);
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.credentials.sendResetLink', { to: identifier?.display ?? '…' })}
        pending={send.isPending}
        group="contact"
        keys={first ? KEYS : undefined}
        buttonRef={button}
        onClick={request}
        onKey={() => {
          step.unfold();
          request();
        }}
      />
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </>
  );
}
