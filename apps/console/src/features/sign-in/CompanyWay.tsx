import type { SignInWays } from '@relink/contract';
import { Alert, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { request } from '../../app/request.ts';

/** How agents can sign in here; by a password, as long as the desk has not said otherwise. */
export function useSignInWays(): SignInWays {
  const { data } = useQuery({
    queryKey: ['sign-in', 'ways'],
    queryFn: async ({ signal }) => (await request('/api/sign-in/ways', { signal })).json as SignInWays,
    staleTime: Infinity,
  });
  return data ?? { passwords: true, company: false };
}

/** The way to the company's own sign-in page, and what it said where it sent somebody back without letting them in. */
export function CompanyWay({ alone }: { readonly alone: boolean }) {
  const t = useTranslate();
  const [params] = useSearchParams();
  const problem = params.get('problem');
  return (
    <>
      {problem === null ? null : (
        <Alert severity="error" role="alert" sx={{ mb: 2 }}>
          {t(`relink.signIn.company.${problem}`, { _: t('relink.signIn.company.sign-in-broken') })}
        </Alert>
      )}
      <Button
        component="a"
        href="/api/sign-in/company"
        autoFocus={alone}
        variant={alone ? 'contained' : 'outlined'}
        fullWidth
        size="large"
        sx={{ mt: 1, textAlign: 'center' }}
      >
        {t('relink.signIn.company.button')}
      </Button>
    </>
  );
}
