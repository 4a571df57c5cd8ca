import type {
  ActionVerdictView,
  CaseAccountView,
  IdentifierView,
  SendResetLinkRequest,
} from '@relink/contract';
import { useTranslate } from 'react-admin';
import { StepPart } from '../../app/StepPart.tsx';
import { SendToContact, useVerdicts } from '../cases/index.ts';
import { EndSessions } from './EndSessions.tsx';

const KEYS = ['r'];

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/**
 * A reset link to each e-mail that the server speaks of, and the end of the customer's sessions. That a link was sent is
 * told by the line to which the step around is folded then.
 */
export function WayBackIn({ account, identifiers }: Props) {
  const t = useTranslate();
  const links = useVerdicts('send-reset-link', account.accountId);
  // An e-mail before a phone, and what may be used before what may not.
  const usable = links.filter(({ allowed }) => allowed);
  const isEmail = ({ identifierId }: ActionVerdictView) =>
    identifiers.some(({ id: each, kind }) => each === identifierId && kind === 'email');
  const first = usable.find(isEmail) ?? usable[0] ?? links[0];
  return (
    <StepPart title={t('relink.credentials.title')}>
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
    </StepPart>
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
  const { identifierId } = verdict;
  return (
    <SendToContact<SendResetLinkRequest>
      verdict={verdict}
      label={t('relink.credentials.sendResetLink', { to: identifier?.display ?? '…' })}
      path="reset-links"
      body={identifierId ? { accountId, identifierId } : undefined}
      group="contact"
      keys={first ? KEYS : undefined}
      act={first ? 'reset' : null}
    />
  );
}
