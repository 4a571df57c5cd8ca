import type { AccountCard, AddAccountRequest, CaseAccountView } from '@relink/contract';
import { CASE_ACCOUNT_ROLES } from '@relink/domain';
import { Alert, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { AccountCardView, AccountSearch, useAccountPage } from '../features/accounts/index.ts';
import {
  useCase,
  useCaseAccounts,
  useCaseRequest,
  useVerdict,
  VerdictText,
} from '../features/cases/index.ts';
import { LikelyDuplicates } from '../features/duplicates/index.ts';
import { CaseMerges } from '../features/merges/index.ts';
import { ProblemAlert } from './ProblemAlert.tsx';
import { usePermitted } from './useMe.ts';
import { Waiting } from './Waiting.tsx';

/** The accounts of the case, and the search for another one. */
export function WorkbenchAccounts() {
  const t = useTranslate();
  const accounts = useCaseAccounts();
  const { id, own, state } = useCase();
  const claimed = accounts.find(({ role }) => role === 'claimed');
  const mayAdd = useVerdict('add-account', null);
  const mayLook = usePermitted('merges.view-outside-case');
  return (
    <>
      {accounts.length === 0 ? (
        <Alert severity="info" role="presentation" sx={{ mb: 2 }}>
          {t('relink.workbench.noAccounts')}
        </Alert>
      ) : null}
      {accounts.map((account) => (
        <CaseAccount key={account.accountId} account={account} />
      ))}
      {claimed && own ? (
        <LikelyDuplicates
          accountId={claimed.accountId}
          inCase={{
            id,
            accountIds: accounts.map(({ accountId }) => accountId),
            mayAdd: mayAdd?.allowed ?? false,
          }}
        />
      ) : null}
      {mayLook || (own && state !== 'closed') ? <CaseMerges caseId={id} /> : null}
      {mayAdd?.allowed ? (
        <AccountSearch
          caseId={id}
          actionsFor={(found) => <AddAccount found={found} />}
          known={accounts.map(({ accountId }) => accountId)}
        />
      ) : null}
      {mayAdd && state !== 'closed' ? <VerdictText verdict={mayAdd} /> : null}
    </>
  );
}

function CaseAccount({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const deskCase = useCase();
  const { id, own } = deskCase;
  const { data, error } = useAccountPage(deskCase, account);
  const role = t(`relink.enums.accountRole.${account.role}`);
  if (!data && !own) {
    return (
      <Typography variant="body2" sx={{ mb: 2 }}>
        <strong>{role}</strong>: {t('relink.accounts.foreign')}
      </Typography>
    );
  }
  if (!data) return <Waiting error={error} />;
  return (
    <AccountCardView
      account={data}
      eyebrow={
        <Typography variant="body2" color="textSecondary" sx={{ fontWeight: 700, mb: 0.5 }}>
          {role}
        </Typography>
      }
    >
      <Button size="small" component={RouterLink} to={`/accounts/${account.accountId}/show?caseId=${id}`}>
        {t('relink.accounts.openPage')}
      </Button>
    </AccountCardView>
  );
}

const addLabels = { claimed: 'relink.workbench.addClaimed', duplicate: 'relink.workbench.addDuplicate' };

function AddAccount({ found }: { found: AccountCard }) {
  const t = useTranslate();
  const add = useCaseRequest<AddAccountRequest>('accounts');
  return (
    <>
      {CASE_ACCOUNT_ROLES.map((role) => (
        <Button
          key={role}
          size="small"
          variant={role === 'claimed' ? 'contained' : 'outlined'}
          loading={add.isPending && add.variables.role === role}
          disabled={add.isPending}
          onClick={() => add.mutate({ accountId: found.id, role })}
        >
          {t(addLabels[role])}
        </Button>
      ))}
      {add.error ? <ProblemAlert error={add.error} sx={{ width: '100%' }} /> : null}
    </>
  );
}
