import { KNOWLEDGE_KINDS, type KnowledgeKind } from '@relink/domain';
import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { useActFocus } from '../../app/next-act/index.ts';
import { useStep } from '../../app/Step.tsx';
import { answerId } from './answers.ts';

type Props = {
  accountId: string;
  /** The keys and the focus are for one account of a case. */
  main: boolean;
  asked: readonly KnowledgeKind[];
  excluded: readonly KnowledgeKind[];
  disabled: boolean;
  onAsk: (kind: KnowledgeKind, asked: boolean) => void;
};

/** The questions that can be asked; those that prove nothing here are shown, with why. */
export function Questions({ accountId, main, asked, excluded, disabled, onAsk }: Props) {
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
            accountId={accountId}
            main={main}
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

type QuestionProps = Pick<Props, 'accountId' | 'main'> & {
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
function Question(props: QuestionProps) {
  const { accountId, main, kind, keys, asked, disabled, first, why, onAsk } = props;
  const t = useTranslate();
  const step = useStep();
  const label = t(`relink.enums.evidence.${kind}`);
  const box = useActFocus<HTMLInputElement>('round', main && first && !disabled);
  const ask = () => {
    step.unfold();
    if (asked) document.getElementById(answerId(accountId, kind))?.focus();
    else onAsk(true);
  };
  const command = { id: `ask ${kind}`, label: t('relink.commands.question', { kind: label }) };
  useCommand(main ? { ...command, group: 'verification', keys, allowed: !disabled, run: ask } : null);
  return (
    <FormControlLabel
      label={
        <>
          {label}
          {main ? <KeyHint keys={keys} /> : null}
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
              'aria-keyshortcuts': main ? ariaKeys(keys) : undefined,
              ...(why === undefined ? {} : { 'aria-describedby': why }),
            },
          }}
        />
      }
    />
  );
}
