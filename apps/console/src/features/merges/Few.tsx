import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';

const SHOWN = 5;

type Props<Item> = { of: readonly Item[]; none: string; render: (item: Item) => ReactNode };

/** The first few of many, and a button for the rest. */
export function Few<Item>({ of, none, render }: Props<Item>) {
  const t = useTranslate();
  const [all, setAll] = useState(false);
  if (of.length === 0) return none;
  // One more than a few is shown at once: a button for a single one saves nothing.
  const many = of.length > SHOWN + 1;
  return (
    <>
      {of.slice(0, many && !all ? SHOWN : undefined).map(render)}
      {many ? (
        <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('relink.merges.less') : t('relink.merges.more', { smart_count: of.length })}
        </Button>
      ) : null}
    </>
  );
}
