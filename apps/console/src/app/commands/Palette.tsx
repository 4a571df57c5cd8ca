import { Box, Dialog, InputBase, Typography } from '@mui/material';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Caps } from './KeyHint.tsx';
import type { Command } from './registry.ts';
import { useFound } from './useFound.ts';

/** One field for everything that can be done: typed at, walked with the arrows, and sent with Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(typed.trim());
  const chosen = Math.min(at, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command?.allowed) return;
    onClose();
    // Only once the dialog has gone and given the focus back, so that the command can put it elsewhere.
    requestAnimationFrame(() => command.run());
  };
  const walk = (event: KeyboardEvent) => {
    const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(found[chosen]);
    else if (step !== undefined && found.length > 0) setAt((chosen + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      transitionDuration={0}
      slotProps={{ paper: { 'aria-label': t('relink.commands.palette') } }}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <InputBase
        autoFocus
        value={typed}
        placeholder={t('relink.commands.paletteHelp')}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={walk}
        inputProps={{
          role: 'combobox',
          'aria-label': t('relink.commands.paletteField'),
          'aria-expanded': true,
          'aria-autocomplete': 'list',
          'aria-controls': id,
          autoComplete: 'off',
          ...(chosen >= 0 ? { 'aria-activedescendant': `${id}-${chosen}` } : {}),
        }}
        sx={{ px: 2, py: 1.5, borderBottom: 1, borderColor: 'divider', fontSize: '1.05rem' }}
      />
      <Box
        id={id}
        role="listbox"
        aria-label={t('relink.commands.palette')}
        tabIndex={-1}
        sx={{ overflowY: 'auto', maxHeight: '60vh', minHeight: 240, py: 0.5 }}
      >
        {found.map((command, index) => (
          <Choice
            key={command.id}
            id={`${id}-${index}`}
            command={command}
            chosen={index === chosen}
            onChoose={() => run(command)}
          />
        ))}
      </Box>
      <Typography role="status" variant="body2" color="textSecondary" sx={{ px: 2, py: 1 }}>
        {found.length === 0
          ? t('relink.commands.nothing')
          : t('relink.commands.count', { smart_count: found.length })}
      </Typography>
    </Dialog>
  );
}

type ChoiceProps = { id: string; command: Command; chosen: boolean; onChoose: () => void };

function Choice({ id, command: { label, allowed, why, keys }, chosen, onChoose }: ChoiceProps) {
  return (
    <Box
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={!allowed}
      onClick={onChoose}
      ref={(element: HTMLElement | null) =>
        chosen ? element?.scrollIntoView({ block: 'nearest' }) : undefined
      }
      sx={{
        ...{ display: 'flex', gap: 2, alignItems: 'center', px: 2, py: 0.875 },
        borderInlineStart: '4px solid',
        borderColor: chosen ? 'primary.main' : 'transparent',
        bgcolor: chosen ? 'action.hover' : 'transparent',
        cursor: allowed ? 'pointer' : 'default',
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" sx={{ fontWeight: allowed ? 600 : 400 }}>
          {label}
        </Typography>
        {allowed || !why ? null : (
          <Typography variant="caption" color="textSecondary">
            {why}
          </Typography>
        )}
      </Box>
      {keys?.[0] === undefined ? null : <Caps keys={keys[0]} />}
    </Box>
  );
}
