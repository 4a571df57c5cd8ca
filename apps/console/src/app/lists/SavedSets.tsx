import BookmarkIcon from '@mui/icons-material/BookmarkBorder';
import { Button, Divider, Menu, MenuItem, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../FormDialog.tsx';

export type SavedSet = {
  readonly name: string;
  /** Whether it is the one that filters now. */
  readonly present: boolean;
  readonly choose: () => void;
  readonly remove: () => void;
};

type Props = {
  readonly saved: readonly SavedSet[];
  /** Where the present filters are kept, and what of them. */
  readonly text: string;
  /** Keeps the present filters under a name; what it throws is shown beside it. */
  readonly onSave: (name: string) => Promise<unknown>;
};

/** Sets of filters by name: choose one, save the present ones, delete the chosen one. */
export function SavedSets({ saved, text, onSave }: Props) {
  const t = useTranslate();
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const chosen = saved.find(({ present }) => present);
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
        {saved.map((each) => (
          <MenuItem key={each.name} selected={each === chosen} onClick={act(each.choose)}>
            {each.name}
          </MenuItem>
        ))}
        {saved.length > 0 ? <Divider /> : null}
        <MenuItem onClick={act(() => setSaving(true))}>{t('relink.lists.save')}</MenuItem>
        {chosen ? (
          <MenuItem onClick={act(chosen.remove)}>{t('relink.lists.delete', { name: chosen.name })}</MenuItem>
        ) : null}
      </Menu>
      {saving ? <SaveDialog text={text} onSave={onSave} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function SaveDialog({ text, onSave, onClose }: Omit<Props, 'saved'> & { onClose: () => void }) {
  const t = useTranslate();
  const [name, setName] = useState('');
  const save = useMutation({ mutationFn: () => onSave(name.trim()), onSuccess: onClose });
  return (
    <FormDialog
      open
      title={t('relink.lists.saveTitle')}
      text={text}
      submit={t('relink.lists.saveSubmit')}
      pending={save.isPending}
      error={save.error}
      disabled={name.trim() === ''}
      onSubmit={() => save.mutate()}
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
