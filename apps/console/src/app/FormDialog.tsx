import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { type SyntheticEvent, type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from './ProblemAlert.tsx';

type Props = {
  open: boolean;
  title: string;
  text?: string;
  submit: string;
  pending: boolean;
  error: unknown;
  disabled?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog with one form: Enter sends it, Escape leaves it, a refusal is shown inside it. */
export function FormDialog(props: Props) {
  const { open, title, text, submit, pending, error, disabled, onSubmit, onClose, children } = props;
  const t = useTranslate();
  const id = useId();
  const small = useMediaQuery(useTheme().breakpoints.down('sm'));
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    // A dialog is a portal, but React lets its events bubble to the form it was opened from.
    event.stopPropagation();
    if (!pending && !disabled) onSubmit();
  };
  return (
    <Dialog
      open={open}
      onClose={pending ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      fullScreen={small}
      aria-labelledby={id}
    >
      {/* What is long scrolls between its title and its buttons. */}
      <Box
        component="form"
        onSubmit={send}
        noValidate
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          {text ? <DialogContentText sx={{ mb: 2 }}>{text}</DialogContentText> : null}
          {error ? <ProblemAlert error={error} /> : null}
          <Stack spacing={2} sx={{ pt: 1 }}>
            {children}
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={pending}>
            {t('relink.common.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={pending} disabled={disabled ?? false}>
            {submit}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
