import type { AccountCard, AccountPage } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Box, Button, Link } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { RevealParts } from '../reveals/index.ts';
import { AccountCardView } from './AccountCardView.tsx';
import { OpenedAccount } from './OpenedAccount.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

type Props = {
  /** What else is known of an account, beside its card. */
  more?: (account: AccountCard | AccountPage, caseId: string) => ReactNode;
};

/** An account's page: opened by a case, by a supervisor's reason, or only its card. */
export function AccountShow({ more }: Props) {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const caseId = search.get('caseId') ?? '';
  const [opened, setOpened] = useState<AccountPage>();
  const { data, error, isPending } = useAccount(id, caseId);
  const account: AccountCard | AccountPage | undefined = opened ?? data;
  const mayAudit = usePermitted('audit.read');
  const filter = encodeURIComponent(JSON.stringify({ accountId: id, withMerged: true }));
  const audit = `/audit-events?filter=${filter}&view=timeline`;
  const mayOutside = usePermitted('accounts.view-outside-case');
  // A caller who is not verified proves what would be read here.
  const reveals =
    account !== undefined && (caseId ? isOpenedPage(account) && account.opened !== null : mayOutside);
  if (isPending || !account) {
    return (
      <>
        <Title title={t('resources.accounts.name', { smart_count: 1 })} />
        <Waiting error={error} />
      </>
    );
  }
  return (
    <Box sx={{ pt: 2, maxWidth: more ? 1400 : 1100 }}>
      <Title title={t('relink.accounts.pageTitle', { name: account.maskedName })} />
      <Box sx={{ display: 'flex', gap: 3, mb: 1.5, flexWrap: 'wrap' }}>
        {caseId ? (
          <Link component={RouterLink} to={`/cases/${caseId}/show`}>
            {t('relink.accounts.backToCase')}
          </Link>
        ) : null}
        {mayAudit ? (
          <Link component={RouterLink} to={audit}>
            {t('relink.accounts.auditLink')}
          </Link>
        ) : null}
      </Box>
      <Box sx={more ? BESIDE : {}}>
        <Box sx={{ minWidth: 0 }}>
          <AccountCardView account={account} headingLevel="h2" {...(reveals && { revealFrom: { caseId } })} />
          {isOpenedPage(account) ? (
            account.opened ? (
              <OpenedAccount opened={account.opened} />
            ) : (
              <Alert severity="info">{t('relink.accounts.notOpened')}</Alert>
            )
          ) : (
            <OutsideCase account={account} onOpened={setOpened} />
          )}
        </Box>
        <Box sx={{ minWidth: 0 }}>{more?.(account, caseId)}</Box>
      </Box>
    </Box>
  );
}

/** What else is known stands beside the orders, or below them where there is no room. */
const BESIDE = {
  display: 'grid',
  alignItems: 'start',
  columnGap: 2,
  rowGap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 400px' },
};

/** The server answers with the page where it was asked to open one, and else with the card. */
function isOpenedPage(account: AccountCard | AccountPage): account is AccountPage {
  return 'assurance' in account;
}

function useAccount(id: string, caseId: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: ['account-page', id, { caseId }],
    queryFn: () => desk.read<AccountCard | AccountPage>(`accounts/${id}`, caseId ? { caseId } : {}),
    staleTime: 60_000,
  });
}

type OutsideProps = { account: AccountCard; onOpened: (page: AccountPage) => void };

function OutsideCase({ account: { id, marks }, onOpened }: OutsideProps) {
  const t = useTranslate();
  const mayOpen = usePermitted('accounts.view-outside-case');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Alert severity="info">{t('relink.accounts.masked')}</Alert>
      {mayOpen ? (
        <Button variant="outlined" sx={{ my: 2 }} onClick={() => setAsking(true)}>
          {t('relink.accounts.openWithReason')}
        </Button>
      ) : null}
      {/* Of who was erased nothing is left to reveal. */}
      {mayOpen && !marks.includes('erased') ? <RevealParts accountId={id} /> : null}
      {asking ? <ReasonDialog id={id} onOpened={onOpened} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
