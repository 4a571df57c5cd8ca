import type { AuditConditions, AuditFilterView } from '@relink/contract';
import BookmarkIcon from '@mui/icons-material/BookmarkBorder';
import { Button, Divider, Menu, MenuItem, TextField } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';

type Props = { filter: AuditConditions; onChoose: (filter: AuditConditions) => void };

const KEY = ['audit-filters'];
const ALL = { range: '[0,99]', sort: '["name","ASC"]' };

/** Filters by name, kept on the desk: choose one, save the present ones, delete the chosen one. */
export function SavedAuditFilters({ filter, onChoose }: Props) {
  const t = useTranslate();
  const id = useId();
  const desk = useDesk();
  const queries = useQueryClient();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const { data: saved = [] } = useQuery({
    queryKey: KEY,
    queryFn: () => desk.read<AuditFilterView[]>('audit-filters', ALL),
  });
  const remove = useMutation({
    mutationFn: (each: AuditFilterView) => desk.remove(`audit-filters/${each.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const present = JSON.stringify(filter);
  const chosen = saved.find((each) => JSON.stringify(each.filter) === present);
  const act = (what: () => void) => () => {
    setOpen(false);
    what();
  };
  return (
    <>
      <Button
        ref={anchor}
        startIcon={<BookmarkIcon />}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(true)}
      >
        {t('relink.audit.saved.menu')}
      </Button>
      <Menu id={id} open={open} anchorEl={() => anchor.current} onClose={() => setOpen(false)}>
        {saved.length === 0 ? <MenuItem disabled>{t('relink.audit.saved.none')}</MenuItem> : null}
        {saved.map((each) => (
          <MenuItem key={each.id} selected={each === chosen} onClick={act(() => onChoose(each.filter))}>
            {each.name}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem onClick={act(() => setSaving(true))}>{t('relink.audit.saved.save')}</MenuItem>
        {chosen ? (
          <MenuItem onClick={act(() => remove.mutate(chosen))}>
            {t('relink.audit.saved.delete', { name: chosen.name })}
          </MenuItem>
        ) : null}
      </Menu>
      {saving ? <SaveDialog filter={filter} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function SaveDialog({ filter, onClose }: { filter: AuditConditions; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => desk.send<AuditFilterView>('audit-filters', { name: name.trim(), filter }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: KEY });
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('relink.audit.saved.title')}
      text={t('relink.audit.saved.text')}
      submit={t('relink.audit.saved.submit')}
      pending={save.isPending}
      error={save.error}
      disabled={name.trim() === ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        label={t('relink.audit.saved.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />
    </FormDialog>
  );
}
