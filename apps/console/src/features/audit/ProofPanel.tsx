import { Alert, Box, Button, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Folded } from '../../app/Folded.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { codeOf } from '../../app/request.ts';
import { showInstant } from '../../app/time.tsx';
import type { Proof, Verified } from './verify-proof.ts';

type Judged = { readonly proof: Proof; readonly found: Verified };

/** Fetches an event's proof and verifies it here, in the browser; the arithmetic comes only when it is asked for. */
export function ProofPanel({ id }: { id: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const verify = useMutation({
    mutationFn: async (): Promise<Judged> => {
      const [proof, { verifyProof }] = await Promise.all([
        desk.read<Proof>(`audit-events/${id}/proof`),
        import('./verify-proof.ts'),
      ]);
      return { proof, found: verifyProof(proof, id, new Date()) };
    },
  });
  const early = codeOf(verify.error) === 'not-sequenced-yet';
  return (
    <Panel title={t('relink.audit.proof.title')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.audit.proof.intro')}
      </Typography>
      <Button variant="contained" loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('relink.audit.proof.here')}
      </Button>
      <Box role="status" sx={{ mt: 1.5 }}>
        {verify.data ? <Verdict of={verify.data} /> : null}
        {early ? <Alert severity="info">{t('relink.audit.proof.notSequenced')}</Alert> : null}
      </Box>
      {verify.error && !early ? <ProblemAlert error={verify.error} effect="" /> : null}
      {verify.data ? <Arithmetic of={verify.data} /> : null}
    </Panel>
  );
}

function Verdict({ of: { proof, found } }: { of: Judged }) {
  const t = useTranslate();
  const at = showInstant(proof.checkpoint.at);
  if (found.text === 'wrong' || !found.inclusion || !found.signature)
    return <Alert severity="error">{t('relink.audit.proof.not')}</Alert>;
  if (found.text === 'withheld')
    return <Alert severity="error">{t('relink.audit.proof.textWithheld', { at })}</Alert>;
  return found.text === 'expired' ? (
    <Alert severity="info">{t('relink.audit.proof.textExpired', { at })}</Alert>
  ) : (
    <Alert severity="success">{t('relink.audit.proof.verified', { at })}</Alert>
  );
}

function Arithmetic({ of: { proof, found } }: { of: Judged }) {
  const t = useTranslate();
  const word = (right: boolean) => t(`relink.audit.proof.${right ? 'right' : 'wrong'}`);
  const { checkpoint, path, canonical } = proof;
  const code = (text: string) => <code key={text}>{text}</code>;
  return (
    <Box sx={{ mt: 1.5 }}>
      <Facts
        of={[
          [t('relink.audit.proof.text'), t(`relink.audit.proof.${found.text}`)],
          [t('relink.audit.proof.inclusion'), word(found.inclusion)],
          [t('relink.audit.proof.signature'), word(found.signature)],
        ]}
      />
      <Box aria-hidden sx={{ height: 12 }} />
      <Facts
        of={[
          [t('relink.audit.proof.seq'), proof.seq.toLocaleString('en-GB')],
          [t('relink.audit.proof.leafHash'), code(proof.leafHash)],
          [t('relink.audit.proof.size'), checkpoint.size.toLocaleString('en-GB')],
          [t('relink.audit.proof.root'), code(checkpoint.root)],
          [t('relink.audit.proof.key'), code(proof.verifierKey)],
        ]}
      />
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        {t('relink.audit.proof.keyHelp')}
      </Typography>
      <Folded label={t('relink.audit.proof.path', { smart_count: path.length })}>
        <Box component="ol" sx={{ m: 0, typography: 'body2' }}>
          {path.map((hash) => (
            <li key={hash}>{code(hash)}</li>
          ))}
        </Box>
      </Folded>
      {canonical === null ? null : (
        <Folded label={t('relink.audit.proof.canonical')}>
          <Box
            component="pre"
            sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.8rem' }}
          >
            {canonical}
          </Box>
        </Folded>
      )}
    </Box>
  );
}
