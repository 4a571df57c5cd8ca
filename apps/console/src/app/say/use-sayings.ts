import type { SayTextView } from '@relink/contract';
import type { SayCode } from '@relink/domain';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../dataProvider.ts';
import { useCallerLanguage } from './caller-language.tsx';

const DESK_LANGUAGE = 'en';
const AN_HOUR_MS = 60 * 60_000;

/** A sentence in the desk's language, and in the caller's where that is another. Undefined until they have come. */
export function useSayings(code: SayCode | null): { own: string | undefined; theirs: string | undefined } {
  const desk = useDesk();
  const language = useCallerLanguage() ?? DESK_LANGUAGE;
  const { data } = useQuery({
    queryKey: ['say-texts', 'all'],
    queryFn: () => desk.read<SayTextView[]>('say-texts', { range: '[0,999]' }),
    enabled: code !== null,
    staleTime: AN_HOUR_MS,
  });
  const find = (wanted: string) => data?.find((each) => each.code === code && each.language === wanted)?.body;
  return { own: find(DESK_LANGUAGE), theirs: language === DESK_LANGUAGE ? undefined : find(language) };
}
