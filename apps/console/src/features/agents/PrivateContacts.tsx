import type { DeclarePrivateContactRequest, PrivateContactView } from '@relink/contract';
import { Box, Button, TextField, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';

type Kind = DeclarePrivateContactRequest['kind'];
const KINDS: readonly Kind[] = ['email', 'phone'];

/** What an agent uses in private life: an account that carries it is not theirs to work on. */
export function PrivateContacts() {
  const agent = useRecordContext<{ id: string }>();
  return agent ? <Contacts agentId={agent.id} /> : null;
}

function Contacts({ agentId }: { agentId: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const [declaring, setDeclaring] = useState(false);
  const path = `agents/${agentId}/private-contacts`;
  const { data, error } = useQuery({
    queryKey: ['private-contacts', agentId],
    queryFn: () => desk.read<PrivateContactView[]>(path),
  });
  return (
    <Panel title={t('relink.privateContacts.title')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.privateContacts.intro')}
      </Typography>
      {data ? <Declared agentId={agentId} contacts={data} /> : <Waiting error={error} />}
      <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setDeclaring(true)}>
        {t('relink.privateContacts.declare')}
      </Button>
      {declaring ? <DeclareDialog agentId={agentId} onClose={() => setDeclaring(false)} /> : null}
    </Panel>
  );
}

function Declared({ agentId, contacts }: { agentId: string; contacts: readonly PrivateContactView[] }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      desk.send<PrivateContactView[]>(`agents/${agentId}/private-contacts/${id}/withdraw`, {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['private-contacts', agentId] }),
  });
  if (contacts.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('relink.privateContacts.none')}
      </Typography>
    );
  return (
    <>
      <Box
        component="ul"
        aria-label={t('relink.privateContacts.title')}
        sx={{ m: 0, p: 0, listStyle: 'none' }}
      >
        {contacts.map(({ id, kind, masked, declaredAt, declaredBy }) => (
          <Box
            key={id}
            component="li"
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center', py: 0.5 }}
          >
            <Typography component="span" variant="body2" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {t(`relink.enums.identifierKind.${kind}`)} <strong>{masked}</strong>,{' '}
              {t('relink.privateContacts.declared', { name: declaredBy })} <TimeText at={declaredAt} />
            </Typography>
            <Button
              size="small"
              loading={withdraw.isPending && withdraw.variables === id}
              aria-label={t('relink.privateContacts.withdrawOne', { masked })}
              onClick={() => withdraw.mutate(id)}
            >
              {t('relink.privateContacts.withdraw')}
            </Button>
          </Box>
        ))}
      </Box>
      {withdraw.error ? <ProblemAlert error={withdraw.error} /> : null}
    </>
  );
}

function DeclareDialog({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<Kind>('email');
  const [value, setValue] = useState('');
  const declare = useMutation({
    mutationFn: (body: DeclarePrivateContactRequest) =>
      desk.send<PrivateContactView[]>(`agents/${agentId}/private-contacts`, body),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['private-contacts', agentId] }),
  });
  return (
    <FormDialog
      open
      title={t('relink.privateContacts.declare')}
      text={t('relink.privateContacts.declareText')}
      submit={t('relink.privateContacts.declareSubmit')}
      pending={declare.isPending}
      error={declare.error}
      disabled={value.trim() === ''}
      onSubmit={() => declare.mutate({ kind, value })}
      onClose={onClose}
    >
      <Choice
        label={t('relink.privateContacts.kind')}
        options={KINDS.map((each) => ({ value: each, label: t(`relink.enums.identifierKind.${each}`) }))}
        value={kind}
        onChange={setKind}
        inline
      />
      <TextField
        autoFocus
        required
        type={kind === 'email' ? 'email' : 'tel'}
        autoComplete="off"
        label={t(`relink.enums.identifierKind.${kind}`)}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    </FormDialog>
  );
}
