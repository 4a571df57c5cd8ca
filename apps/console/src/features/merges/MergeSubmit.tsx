import type { MergePreview } from '@relink/contract';
import { Button, TextField, Typography } from '@mui/material';
import { useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { PageForm } from '../../app/PageForm.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { problemOf } from '../../app/request.ts';
import { buttonWords } from './what-moves.ts';

const SEND_KEYS = ['mod+enter'];

type Props = {
  of: MergePreview;
  waits: boolean;
  /** Why the preview of what is chosen could not be had. */
  failed: unknown;
  pending: boolean;
  error: unknown;
  onSend: (reason: string) => void;
};

/** How it stands with the result, in the key of a text. */
function wordsOf({ planHash, verdict }: MergePreview, waits: boolean, failed: unknown): string {
  if (waits) return 'waiting';
  if (failed) return 'noResult';
  if (planHash === null) return 'blockedResult';
  return verdict.allowed ? 'ready' : 'notAllowed';
}

/**
 * The one button, which says what it does, and the reason where a second person is asked. The choices stand outside of
 * its form: there, Enter on one of them would merge.
 */
export function MergeSubmit({ of, waits, failed, pending, error, onSend }: Props) {
  const t = useTranslate();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const label = buttonWords(t, of);
  const possible = of.planHash !== null && of.verdict.allowed && !failed;
  const whole = !of.needsApproval || reason.trim() !== '';
  const ready = possible && !waits && !pending;
  const send = () => {
    if (ready && whole) onSend(reason);
    else if (ready) field.current?.focus();
  };
  useCommand({ ...{ id: 'merge-send', group: 'case', label }, allowed: ready, run: send });
  return (
    <Panel title={t('relink.merges.goTitle')}>
      <PageForm onSubmit={send}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t(of.needsApproval ? 'relink.merges.needsApproval' : 'relink.merges.noApproval')}{' '}
          {t('relink.merges.undoLater')}
        </Typography>
        {of.needsApproval ? (
          <TextField
            required
            inputRef={field}
            fullWidth
            multiline
            minRows={2}
            label={t('relink.merges.reason')}
            helperText={t('relink.merges.reasonHelp')}
            value={reason}
            error={problemOf(error)?.fields['reason'] !== undefined}
            onChange={(event) => setReason(event.target.value)}
            sx={{ mb: 1, maxWidth: 720 }}
          />
        ) : null}
        {failed ? <ProblemAlert error={failed} /> : null}
        {error ? <ProblemAlert error={error} /> : null}
        <Typography role="status" variant="body2" color="textSecondary" sx={{ minHeight: '1.5em' }}>
          {t(`relink.merges.${wordsOf(of, waits, failed)}`)}
        </Typography>
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={!possible || !whole || waits}
          loading={pending}
          aria-keyshortcuts={ariaKeys(SEND_KEYS)}
          sx={{ mt: 1, textAlign: 'start' }}
        >
          {label}
          <KeyHint keys={SEND_KEYS} />
        </Button>
      </PageForm>
    </Panel>
  );
}
