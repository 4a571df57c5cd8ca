import type { PolicyVersionView } from '@relink/contract';
import { Box } from '@mui/material';
import { Title, useGetList, useTranslate } from 'react-admin';
import { Waiting } from '../../app/Waiting.tsx';
import { NextPolicyForm } from './NextPolicyForm.tsx';

/** Where an admin writes the next version, over the newest one there is. */
export function NextPolicyPage() {
  const t = useTranslate();
  const { data, error, refetch } = useGetList<PolicyVersionView>(
    'policy-versions',
    { pagination: { page: 1, perPage: 1 }, sort: { field: 'id', order: 'DESC' }, filter: {} },
    // What is being written must not be thrown away by a look at the server.
    { refetchOnReconnect: false, staleTime: Infinity, gcTime: 0 },
  );
  const newest = data?.[0];
  return (
    <Box sx={{ pt: 2, maxWidth: 1000 }}>
      <Title title={t('relink.policy.nextTitle')} />
      {newest ? (
        <NextPolicyForm key={newest.id} newest={newest} onReload={() => void refetch()} />
      ) : (
        <Waiting error={error} />
      )}
    </Box>
  );
}
