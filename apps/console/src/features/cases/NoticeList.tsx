import type { NoticeView, SettleNoticeRequest } from '@relink/contract';
import { endsByItself } from '@relink/domain';
import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetIdentity, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';

/** What supervisors are told about: each is looked at and settled. */
export function NoticeList() {
  const t = useTranslate();
  return (
    <QueueList<NoticeView>
      title={t('resources.notices.name', { smart_count: 2 })}
      sort={{ field: 'at', order: 'DESC' }}
      which="relink.notices.which"
      stretches={[
        { name: 'relink.notices.unsettled', filter: { settled: false }, none: 'relink.lists.empty.notices' },
        {
          name: 'relink.notices.settled',
          filter: { settled: true },
          none: 'relink.lists.empty.noticesSettled',
        },
      ]}
    >
      {(notice) => <Notice notice={notice} />}
    </QueueList>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const t = useTranslate();
  const { identity } = useGetIdentity();
  const [open, setOpen] = useState(false);
  // Nobody settles what is about themselves, nor widens their own limits.
  const lasts = !notice.settledAt && endsByItself(notice.kind);
  const toSettle = !notice.settledAt && !lasts && notice.agentId !== identity?.id;
  const { kind, caseId, caseReference, mergeId, agentName, settledAt, settledByName, settleReason } = notice;
  return (
    <QueueItem>
      <Typography sx={{ fontWeight: 700 }}>{t(`relink.notices.kinds.${kind}`)}</Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        <TimeText at={notice.at} />
        {agentName ? `, ${t(`relink.notices.agentOf.${kind}`, { agent: agentName })}` : null}
      </Typography>
      {notice.limitName ? (
        <Typography variant="body2">{t(`relink.notices.limits.${notice.limitName}`)}</Typography>
      ) : null}
      {caseId ? (
        <RowLink to={`/cases/${caseId}/show`}>
          {t('relink.cases.title', { reference: caseReference ?? '' })}
        </RowLink>
      ) : null}
      {mergeId ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <RowLink to={`/merges/${mergeId}/show`}>{t('relink.notices.toMerge')}</RowLink>
          {settledAt ? null : <RowLink to={`/merges/${mergeId}/undo`}>{t('relink.notices.toUndo')}</RowLink>}
        </Box>
      ) : null}
      {notice.signId ? (
        <RowLink to={`/signs/${notice.signId}/show`}>{t('relink.signs.notice')}</RowLink>
      ) : null}
      {notice.limitName && notice.agentId && toSettle ? (
        <RowLink to={`/agents/${notice.agentId}/show`}>{t('relink.notices.toLooks')}</RowLink>
      ) : null}
      <WhereDealtWith notice={notice} />
      {lasts ? (
        <Typography variant="body2" color="textSecondary">
          {t(`relink.notices.endsItself.${kind}`)}
        </Typography>
      ) : null}
      {settledAt ? (
        <Typography variant="body2" color="textSecondary">
          {settledByName === null
            ? t('relink.notices.ended')
            : t('relink.notices.settledBy', { name: settledByName })}{' '}
          <TimeText at={settledAt} />
          {settleReason ? `: ${settleReason}` : null}
        </Typography>
      ) : null}
      {toSettle ? (
        <Box sx={{ mt: 1 }}>
          <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
            {t('relink.notices.settle')}
          </Button>
        </Box>
      ) : null}
      {open ? <SettleDialog notice={notice} onClose={() => setOpen(false)} /> : null}
    </QueueItem>
  );
}

/** The way to the page where what was told is dealt with, for who may see that page. */
function WhereDealtWith({ notice: { kind, agentId } }: { notice: NoticeView }) {
  const t = useTranslate();
  const mayManage = usePermitted('agents.manage');
  const mayAudit = usePermitted('audit.read');
  if (mayManage && agentId && (kind === 'recovery-waiting' || kind === 'factor-locked'))
    return <RowLink to={`/agents/${agentId}`}>{t('relink.notices.toAgent')}</RowLink>;
  if (mayAudit && (kind === 'audit-broken' || kind === 'log-store-failing'))
    return <RowLink to="/audit-events">{t('relink.notices.toLog')}</RowLink>;
  return null;
}

function SettleDialog({ notice, onClose }: { notice: NoticeView; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const settle = useMutation({
    mutationFn: (body: SettleNoticeRequest) => desk.send<NoticeView>(`notices/${notice.id}/settle`, body),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notices'] }),
  });
  return (
    <FormDialog
      open
      title={t('relink.notices.settleTitle')}
      text={t(`relink.notices.${notice.mergeId ? 'settleMergeText' : 'settleText'}`)}
      submit={t('relink.notices.settle')}
      pending={settle.isPending}
      error={settle.error}
      onSubmit={() => settle.mutate(reason.trim() ? { reason } : {})}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        multiline
        required={notice.mergeId !== null}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
