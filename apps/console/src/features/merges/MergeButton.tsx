import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useCommand } from '../../app/commands/index.ts';
import { mergePath } from '../../app/merge-path.ts';
import { useCase, useVerdict, VerdictButton } from '../cases/index.ts';

const KEYS = ['m'];

/** The way to the merge of an account of the case with the claimed one; its key leads to the first. */
export function MergeButton({ otherId }: { otherId: string }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { id, accounts } = useCase();
  const verdict = useVerdict('merge', otherId);
  const claimed = accounts.find(({ role }) => role === 'claimed');
  const isFirst = accounts.find(({ role }) => role === 'duplicate')?.accountId === otherId;
  if (!claimed) return null;
  return (
    <VerdictButton
      verdict={verdict}
      label={t('relink.merges.command')}
      keys={isFirst ? KEYS : undefined}
      onClick={() => void navigate(mergePath(id, claimed.accountId, otherId))}
    />
  );
}

/** Where there is nothing to merge yet, the key and the palette say what is missing. */
export function MergeLater() {
  const t = useTranslate();
  const { accounts, own, state } = useCase();
  const pair = ['claimed', 'duplicate'].every((each) => accounts.some(({ role }) => role === each));
  useCommand(
    pair || !own || state === 'closed'
      ? null
      : {
          ...{ id: 'merge-later', group: 'case', keys: KEYS, allowed: false, run: () => undefined },
          ...{ label: t('relink.merges.command'), why: t('relink.merges.onlyOne') },
        },
  );
  return null;
}
