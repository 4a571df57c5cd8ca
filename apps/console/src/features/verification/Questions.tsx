import { KNOWLEDGE_KINDS, type KnowledgeKind } from '@relink/domain';
import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { useActFocus } from '../../app/next-act/index.ts';
import { useStep } from '../../app/Step.tsx';
import { answerId } from './answers.ts';

type Props = {
  asked: readonly KnowledgeKind[];
  excluded: readonly KnowledgeKind[];
  disabled: boolean;
  onAsk: (kind: KnowledgeKind, asked: boolean) => void;
};

/** The questions that can be asked; those that prove nothing here are shown, with why. */
export function Questions({ asked, excluded, disabled, onAsk }: Props) {
  const t = useTranslate();
  const id = useId();
  const first = KNOWLEDGE_KINDS.find((kind) => !excluded.includes(kind));
  const names = excluded.map((kind) => t(`relink.enums.evidence.${kind}`)).join(', ');
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(155px, 1fr))' }}>
        {KNOWLEDGE_KINDS.map((kind, index) => (
          <Question
            key={kind}
            kind={kind}
            keys={[String(index + 1), `alt+${index + 1}`]}
            asked={asked.includes(kind)}
            disabled={disabled || excluded.includes(kind)}
            first={kind === first}
            why={excluded.includes(kind) ? id : undefined}
            onAsk={(isAsked) => onAsk(kind, isAsked)}
          />
        ))}
      </Box>
      {names ? (
        <Typography id={id} variant="body2" color="textSecondary">
          {t('relink.verification.excluded', { kinds: names })}
        </Typography>
      ) : null}
    </>
  );
}

type QuestionProps = {
  kind: KnowledgeKind;
  keys: readonly string[];
  asked: boolean;
  disabled: boolean;
  /** The one that the focus goes to. */
  first: boolean;
  /** The id of the text that says why it cannot be asked. */
  why: string | undefined;
  onAsk: (asked: boolean) => void;
};

/** Its key asks it, and leads back to its field when it is asked already. */
function Question({ kind, keys, asked, disabled, first, why, onAsk }: QuestionProps) {
  const t = useTranslate();
  const step = useStep();
  const label = t(`relink.enums.evidence.${kind}`);
  const box = useActFocus<HTMLInputElement>('round', first && !disabled);
  useCommand({
    ...{
      id: `ask ${kind}`,
      label: t('relink.commands.question', { kind: label }),
      group: 'verification',
      keys,
    },
    allowed: !disabled,
    run: () => {
      step.unfold();
      if (asked) document.getElementById(answerId(kind))?.focus();
      else onAsk(true);
    },
  });
  return (
    <FormControlLabel
      label={
        <>
          {label}
          <KeyHint keys={keys} />
        </>
      }
      disabled={disabled}
      slotProps={{ typography: { variant: 'body2' } }}
      sx={{ marginInlineEnd: 0 }}
      control={
        <Checkbox
          size="small"
          checked={asked}
          onChange={(_, checked) => onAsk(checked)}
          slotProps={{
            input: {
              ref: box,
              'aria-keyshortcuts': ariaKeys(keys),
              ...(why === undefined ? {} : { 'aria-describedby': why }),
            },
          }}
        />
      }
    />
  );
}
