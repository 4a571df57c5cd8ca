import type { SignView } from '@relink/contract';
import type { useTranslate } from 'react-admin';

type T = ReturnType<typeof useTranslate>;

/** Who did what and how much, as a sentence. */
export function wordSign(t: T, { kind, agentName, otherAgentName, count, outOf }: SignView): string {
  return t(`relink.signs.sentence.${kind}`, {
    agent: agentName,
    other: otherAgentName ?? '',
    count,
    outOf: outOf ?? '',
  });
}

/** What is usual among colleagues. */
export function wordUsual(t: T, { usual, outOf }: SignView): string {
  if (usual === null) return t('relink.signs.noUsual');
  return t(outOf === null ? 'relink.signs.usualCount' : 'relink.signs.usualShare', { usual });
}
