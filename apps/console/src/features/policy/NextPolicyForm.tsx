import type { PolicyVersionView } from '@relink/contract';
import { POLICIES, POLICY_PRESETS, policyDifferences, policyProblems } from '@relink/domain';
import { Alert, Box, Button, FormControlLabel, Switch, TextField, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRedirect, useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { codeOf, problemOf } from '../../app/request.ts';
import { Differences } from './Differences.tsx';
import { draftOf, fieldsOf, requestOf, usualNumbers, withPreset } from './draft-fields.ts';
import { Looser } from './Looser.tsx';
import { NumberFields } from './NumberFields.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import { Ways } from './Ways.tsx';

type Props = { newest: PolicyVersionView; onReload: () => void };

/** The next version: a preset, numbers and rules, from a time on, with a reason; what differs is seen before it is sent. */
export function NextPolicyForm({ newest, onReload }: Props) {
  const t = useTranslate();
  const [fields, setFields] = useState(() => fieldsOf(newest));
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const send = useSetPolicy();
  const draft = draftOf(fields);
  const own = policyProblems(draft);
  const errors = { ...problemOf(send.error)?.fields, ...own };
  const differences = policyDifferences(editableOf(newest), draft);
  const preset = t(`relink.policy.presets.${fields.preset}`);
  const wrong = Object.keys(own).length > 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!send.isPending && !wrong && fields.reason.trim()) send.mutate(requestOf(fields, newest.id));
      }}
    >
      <Typography sx={{ mb: 2 }}>{t('relink.policy.nextIntro')}</Typography>
      <Panel title={t('relink.policy.preset')}>
        <Choice
          label={t('relink.policy.preset')}
          options={POLICY_PRESETS.map((value) => ({ value, label: t(`relink.policy.presets.${value}`) }))}
          value={fields.preset}
          onChange={(chosen) => setFields(withPreset(fields, chosen))}
          inline
        />
        <Typography variant="body2">{t(`relink.policy.presetMeaning.${fields.preset}`)}</Typography>
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('relink.policy.presetChanges', { preset })}
        </Typography>
        <Ways of={POLICIES[fields.preset].assurance} />
        <FormControlLabel
          label={t('relink.policy.spokenCodes')}
          control={
            <Switch
              checked={fields.spokenCodes}
              disabled={fields.preset === 'strict'}
              onChange={(_, spokenCodes) => set({ spokenCodes })}
            />
          }
        />
        {fields.preset === 'strict' ? (
          <Typography variant="body2" color="textSecondary">
            {t('relink.policy.spokenStrict')}
          </Typography>
        ) : null}
      </Panel>
      <Panel title={t('relink.policy.numbersTitle')}>
        <Button sx={{ mb: 2 }} onClick={() => set({ numbers: usualNumbers() })}>
          {t('relink.policy.usualNumbers')}
        </Button>
        <NumberFields
          values={fields.numbers}
          errors={errors}
          onChange={(path, value) => set({ numbers: { ...fields.numbers, [path]: value } })}
        />
      </Panel>
      <Panel title={t('relink.policy.highValue')}>
        <ThresholdFields
          values={fields.highValue}
          errors={errors}
          onChange={(highValue) => set({ highValue })}
        />
      </Panel>
      <Panel title={t('relink.policy.preview')}>
        {differences.length > 0 ? (
          <Differences of={differences} label={t('relink.policy.preview')} />
        ) : (
          <Typography variant="body2">{t('relink.policy.previewNone')}</Typography>
        )}
        <Looser of={draft} />
        <Box sx={{ display: 'grid', gap: 2, my: 2, maxWidth: 520 }}>
          <TextField
            margin="none"
            type="datetime-local"
            label={t('relink.policy.inForceFrom')}
            value={fields.from}
            error={errors['inForceFrom'] !== undefined}
            helperText={errors['inForceFrom']}
            onChange={(event) => set({ from: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <TextField
            margin="none"
            required
            multiline
            label={t('relink.policy.reason')}
            helperText={t('relink.policy.reasonHelp')}
            value={fields.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </Box>
        {wrong ? <Alert severity="error">{t('relink.policy.problems')}</Alert> : null}
        {send.error ? <Refused error={send.error} onReload={onReload} /> : null}
        <Button
          type="submit"
          variant="contained"
          loading={send.isPending}
          disabled={wrong || differences.length === 0 || fields.reason.trim() === ''}
          sx={{ mt: 1 }}
        >
          {t('relink.policy.send')}
        </Button>
      </Panel>
    </form>
  );
}

function Refused({ error, onReload }: { error: unknown; onReload: () => void }) {
  const t = useTranslate();
  const moved = codeOf(error) === 'policy-moved';
  return (
    <ProblemAlert error={error}>
      {moved ? (
        <>
          <div>{t('relink.policy.moved')}</div>
          <Button color="inherit" onClick={onReload}>
            {t('relink.policy.loadNewest')}
          </Button>
        </>
      ) : null}
    </ProblemAlert>
  );
}

function useSetPolicy() {
  const desk = useDesk();
  const redirect = useRedirect();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ReturnType<typeof requestOf>) => desk.send<PolicyVersionView>('policy-versions', body),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['policy'] });
      await queryClient.invalidateQueries({ queryKey: ['policy-versions'] });
      redirect('/policy');
    },
  });
}

/** Only what the form can change: what is fixed is the same in every version. */
function editableOf(version: PolicyVersionView) {
  return draftOf(fieldsOf(version));
}
