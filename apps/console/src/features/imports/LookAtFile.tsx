import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { FileField } from './FileField.tsx';
import type { Looked } from './useMappingPreview.ts';

type Props = {
  /** What the file is looked at for. */
  text: string;
  looked: Looked | undefined;
  /** Why it could not be read. */
  error: Error | null;
  onLook: (looked: Looked | undefined) => void;
  children?: ReactNode;
};

/** A file to try a mapping on. */
export function LookAtFile({ text, looked, error, onLook, children }: Props) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.importMappings.file')}>
      <Typography variant="body2" sx={{ mb: 2 }}>
        {text}
      </Typography>
      <FileField
        label={t('relink.importMappings.choose')}
        onChoose={(file) => onLook(file && { file, turn: (looked?.turn ?? 0) + 1 })}
      />
      {error && looked ? <ProblemAlert error={error} effect="" /> : null}
      {children}
    </Panel>
  );
}
