import type { AccountCard } from '@relink/contract';
import SearchIcon from '@mui/icons-material/Search';
import { Box, Button, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useActFocus } from '../../app/next-act/index.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { codeOf } from '../../app/request.ts';
import { AccountCardView } from './AccountCardView.tsx';
import { SearchesLeft } from './SearchesLeft.tsx';
import { type Details, detailsFor, SecondDetail } from './SecondDetail.tsx';

type Props = {
  caseId: string;
  /** What can be done with a result. */
  actionsFor: (account: AccountCard) => ReactNode;
  /** Accounts that are in sight already: of these, a line is enough. */
  known: readonly string[];
};

/** One field for whatever the caller says, and what it finds. */
export function AccountSearch(props: Props) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [details, setDetails] = useState<Details>({});
  const [asked, setAsked] = useState<Asked>({ q: '' });
  const detail = useRef<HTMLInputElement>(null);
  const field = useActFocus<HTMLInputElement>('search');
  return (
    <>
      <Box
        component="form"
        role="search"
        sx={{ mb: 2 }}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked({ q: typed.trim(), ...detailsFor(typed, details) });
        }}
      >
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { sm: 'flex-start' } }}>
          <TextField
            type="search"
            margin="none"
            autoComplete="off"
            inputRef={field}
            label={t('relink.accounts.find')}
            helperText={t('relink.accounts.findHelp')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button
            type="submit"
            variant="contained"
            startIcon={<SearchIcon />}
            sx={{ minHeight: 40, flexShrink: 0 }}
          >
            {t('relink.accounts.search')}
          </Button>
        </Stack>
        <SecondDetail typed={typed} details={details} onChange={setDetails} first={detail} />
      </Box>
      {asked.q ? <Results asked={asked} onDetailNeeded={() => detail.current?.focus()} {...props} /> : null}
    </>
  );
}

type Asked = Details & { readonly q: string };

function Results({
  asked,
  onDetailNeeded,
  caseId,
  actionsFor,
  known,
}: Props & { asked: Asked; onDetailNeeded: () => void }) {
  const t = useTranslate();
  const { data, error, isPending } = useGetList<AccountCard>(
    'accounts',
    {
      filter: { ...asked, caseId },
      pagination: { page: 1, perPage: 25 },
      sort: { field: 'id', order: 'ASC' },
    },
    // Each search is an event in the audit: it is not repeated by itself.
    { retry: false, refetchOnReconnect: false, staleTime: 60_000 },
  );
  const box = useRef<HTMLElement>(null);
  useLandOnFirst(box, data);
  const detailNeeded = codeOf(error) === 'second-detail-needed';
  useEffect(() => {
    if (detailNeeded) onDetailNeeded();
    // Once for each search that was refused so.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the callback is made anew at each rendering
  }, [detailNeeded, asked]);
  return (
    <Box ref={box} component="section" aria-label={t('relink.accounts.results')}>
      {isPending || error ? (
        <Waiting error={error} />
      ) : (
        <>
          <Typography role="status" variant="body2" sx={{ mb: 1 }}>
            {data.length === 0
              ? t('relink.accounts.nobody')
              : t('relink.accounts.found', { smart_count: data.length })}
          </Typography>
          <SearchesLeft after={data} />
          {data.toSorted(byLikelihood).map((account) =>
            known.includes(account.id) ? (
              <Typography key={account.id} variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
                {t('relink.workbench.inCase', { name: account.maskedName })}
              </Typography>
            ) : (
              <AccountCardView key={account.id} account={account} headingLevel="h3">
                <Stack direction="row" spacing={1} sx={{ mt: 1, flexWrap: 'wrap', rowGap: 1 }}>
                  {actionsFor(account)}
                </Stack>
              </AccountCardView>
            ),
          )}
        </>
      )}
    </Box>
  );
}

/** What is likely only a duplicate comes after what it doubles. */
function byLikelihood(one: AccountCard, other: AccountCard): number {
  return Number(one.marks.includes('likely-duplicate')) - Number(other.marks.includes('likely-duplicate'));
}

/** Leads from the search on to the first result, once it has come; not who has gone elsewhere meanwhile. */
function useLandOnFirst(box: RefObject<HTMLElement | null>, data: unknown): void {
  useEffect(() => {
    const here = document.activeElement;
    if (here === document.body || here?.closest('[role="search"]'))
      box.current?.querySelector<HTMLElement>('article button')?.focus();
  }, [box, data]);
}
