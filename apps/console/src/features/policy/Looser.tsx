import { looserThanStandard, type PolicyDraft } from '@relink/domain';
import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { wordPath } from './words.ts';

/** Says plainly where a policy is less strict than the standard one; nothing where it is nowhere. */
export function Looser({ of }: { of: PolicyDraft }) {
  const t = useTranslate();
  const paths = looserThanStandard(of);
  if (paths.length === 0) return null;
  return (
    <Alert severity="warning" role="status" sx={{ my: 1 }}>
      {t('relink.policy.looserTitle', { smart_count: paths.length })}
      <ul>
        {paths.map((path) => (
          <li key={path}>{wordPath(t, path)}</li>
        ))}
      </ul>
    </Alert>
  );
}
