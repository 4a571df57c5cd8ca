import type { AccountCard } from '@relink/contract';
import { Box, Card, CardContent, Link, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { showInstant } from '../../app/time.tsx';
import { RevealButton } from '../reveals/index.ts';
import { AccountMarks } from './AccountMarks.tsx';
import { IdentifierLine } from './IdentifierLine.tsx';
import { orderYears } from './order-years.ts';

type Props = {
  account: AccountCard;
  /** Above the name: what the account is in this case. */
  eyebrow?: ReactNode;
  /** Below the facts: what can be done with the card. */
  children?: ReactNode;
  headingLevel?: 'h2' | 'h3' | 'h4';
  /** Whose masked identifiers may be revealed one by one, and from which case; empty outside of one. */
  revealFrom?: { readonly caseId: string };
};

/** An account as it may be seen before verification: masked, with counts and years only. */
export function AccountCardView({ account, eyebrow, children, headingLevel = 'h3', revealFrom }: Props) {
  const t = useTranslate();
  const id = useId();
  return (
    <Card component="article" aria-labelledby={id} sx={{ mb: 1.5, minWidth: 0, overflowWrap: 'anywhere' }}>
      <CardContent sx={{ p: 2, '&:last-child': { pb: 2 } }}>
        {eyebrow}
        <Typography id={id} component={headingLevel} variant="h3">
          {account.maskedName}
        </Typography>
        <AccountMarks account={account} />
        <Typography variant="body2" color="textSecondary">
          {orderYears(account, t)}
        </Typography>
        {account.lockedUntil ? (
          <Typography variant="body2" color="error">
            {t('relink.accounts.lockedUntil', { at: showInstant(account.lockedUntil) })}
          </Typography>
        ) : null}
        {account.holds.length > 0 ? (
          <Typography variant="body2" color="error">
            {t('relink.accounts.held', {
              kinds: account.holds.map((kind) => t(`relink.merges.holdKinds.${kind}`)).join(', '),
            })}
          </Typography>
        ) : null}
        {account.mergedInto ? (
          <Link component={RouterLink} variant="body2" to={`/accounts/${account.mergedInto}/show`}>
            {t('relink.accounts.mergedInto')}
          </Link>
        ) : null}
        {account.leadsFrom.length > 0 ? (
          <Typography variant="body2">{t('relink.accounts.leadsFrom')}</Typography>
        ) : null}
        <Identifiers account={account} revealFrom={revealFrom} />
        {account.foundBy.length > 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t('relink.accounts.foundBy', {
              kinds: account.foundBy.map((kind) => t(`relink.enums.foundBy.${kind}`)).join(', '),
            })}
          </Typography>
        ) : null}
        {children}
      </CardContent>
    </Card>
  );
}

type IdentifiersProps = { account: AccountCard; revealFrom: Props['revealFrom'] | undefined };

function Identifiers({ account: { id, identifiers }, revealFrom }: IdentifiersProps) {
  const t = useTranslate();
  if (identifiers.length === 0) {
    return <Typography variant="body2">{t('relink.accounts.noIdentifiers')}</Typography>;
  }
  return (
    <Box
      component="ul"
      aria-label={t('relink.accounts.identifiers')}
      sx={{ m: 0, my: 1, p: 0, listStyle: 'none' }}
    >
      {identifiers.map((identifier) => (
        <IdentifierLine key={identifier.id} identifier={identifier}>
          {revealFrom && identifier.masked ? (
            <RevealButton
              accountId={id}
              caseId={revealFrom.caseId}
              field={{ identifierId: identifier.id }}
              label={identifier.display}
            />
          ) : null}
        </IdentifierLine>
      ))}
    </Box>
  );
}
