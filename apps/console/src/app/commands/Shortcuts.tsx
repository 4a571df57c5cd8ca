import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { useTranslate } from 'react-admin';
import { Caps } from './KeyHint.tsx';
import { type Command, COMMAND_GROUPS, known, subscribe } from './registry.ts';
import { switchSingleKeys, useSingleKeys } from './single-keys.ts';

/** The page of shortcuts: what has a key where one stands, and the switch for single keys. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const id = useId();
  const on = useSingleKeys();
  const small = useMediaQuery(useTheme().breakpoints.down('sm'));
  const withKeys = useSyncExternalStore(subscribe, known).filter(({ keys }) => keys && keys.length > 0);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" fullScreen={small} aria-labelledby={id}>
      <DialogTitle id={id}>{t('relink.commands.shortcuts')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <FormControlLabel
          label={t('relink.commands.singleKeys')}
          control={<Switch checked={on} onChange={(_, checked) => switchSingleKeys(checked)} />}
        />
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('relink.commands.singleKeysHelp')}
        </Typography>
        <Box sx={{ columns: { sm: 2 }, columnGap: 4 }}>
          {COMMAND_GROUPS.map((group) => (
            <Group key={group} title={group} of={withKeys.filter((each) => each.group === group)}>
              {group === 'desk' ? <Line label={t('relink.commands.submit')} keys={['mod+enter']} /> : null}
            </Group>
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button autoFocus onClick={onClose}>
          {t('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type GroupProps = { title: string; of: readonly Command[]; children: ReactNode };

function Group({ title, of, children }: GroupProps) {
  const t = useTranslate();
  if (of.length === 0) return null;
  return (
    <Box sx={{ breakInside: 'avoid', mb: 2 }}>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {t(`relink.commands.groups.${title}`)}
      </Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {of.toSorted(byKey).map(({ id, label, keys }) => (
          <Line key={id} label={label} keys={keys ?? []} />
        ))}
        {children}
      </Box>
    </Box>
  );
}

function byKey({ keys: one }: Command, { keys: other }: Command): number {
  return (one?.[0] ?? '').localeCompare(other?.[0] ?? '');
}

function Line({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.25 }}>
      <Typography component="dt" variant="body2" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {label}
      </Typography>
      <Box component="dd" sx={{ m: 0, display: 'flex', alignItems: 'flex-start', gap: 1, flexShrink: 0 }}>
        {keys.map((each) => (
          <Caps key={each} keys={each} />
        ))}
      </Box>
    </Box>
  );
}
