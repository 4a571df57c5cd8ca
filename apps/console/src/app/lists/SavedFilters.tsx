import BookmarkIcon from '@mui/icons-material/BookmarkBorder';
import { Button, Divider, Menu, MenuItem, TextField } from '@mui/material';
import { useId, useRef, useState } from 'react';
import { type SavedQuery, useListContext, useSavedQueries, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { FormDialog } from '../FormDialog.tsx';
import { listPath } from '../list-path.ts';
import { withoutTyped } from './without-search.ts';

/** Sets of filters by name, kept in this browser: choose one, save the present one, delete the chosen one. */
export function SavedFilters() {
  const t = useTranslate();
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const list = useListContext();
  const navigate = useNavigate();
  const [saved, setSaved] = useSavedQueries(list.resource);
  const present = JSON.stringify(withoutTyped(list.filterValues as object));
  const chosen = saved.find(({ value }) => JSON.stringify(value.filter) === present);
  const act = (what: () => void) => () => {
    setOpen(false);
    what();
  };
  return (
    <>
      <Button
        ref={anchor}
        size="small"
        startIcon={<BookmarkIcon />}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(true)}
      >
        {t('relink.lists.saved')}
      </Button>
      <Menu id={id} open={open} anchorEl={() => anchor.current} onClose={() => setOpen(false)}>
        {saved.map((query) => (
          <MenuItem
            key={query.label}
            selected={query === chosen}
            onClick={act(() => void navigate(pathOf(list.resource, query)))}
          >
            {query.label}
          </MenuItem>
        ))}
        {saved.length > 0 ? <Divider /> : null}
        <MenuItem onClick={act(() => setSaving(true))}>{t('relink.lists.save')}</MenuItem>
        {chosen ? (
          <MenuItem onClick={act(() => setSaved(saved.filter((each) => each !== chosen)))}>
            {t('relink.lists.delete', { name: chosen.label })}
          </MenuItem>
        ) : null}
      </Menu>
      {saving ? <SaveDialog onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function SaveDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const list = useListContext();
  const { resource, sort, perPage } = list;
  const filters = list.filterValues as object;
  const [saved, setSaved] = useSavedQueries(resource);
  const [name, setName] = useState('');
  const typed = 'q' in filters;
  const save = () => {
    const label = name.trim();
    const filter = withoutTyped(filters);
    const query: SavedQuery = { label, value: { filter, sort, perPage, displayedFilters: [] } };
    setSaved([...saved.filter((each) => each.label !== label), query]);
    onClose();
  };
  return (
    <FormDialog
      open
      title={t('relink.lists.saveTitle')}
      text={t(typed ? 'relink.lists.saveTextTyped' : 'relink.lists.saveText')}
      submit={t('relink.lists.saveSubmit')}
      pending={false}
      error={null}
      disabled={name.trim() === ''}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        label={t('relink.lists.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />
    </FormDialog>
  );
}

function pathOf(resource: string, { value }: SavedQuery): string {
  return listPath(resource, (value.filter ?? {}) as object, value.sort);
}
