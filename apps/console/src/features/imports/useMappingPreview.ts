import type {
  CreateImportMappingRequest,
  ImportPreview,
  PreviewImportMappingRequest,
} from '@relink/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDesk } from '../../app/dataProvider.ts';
import { readSample } from './sample.ts';

type Definition = CreateImportMappingRequest['definition'];

/** Which file is looked at, how, and by its turn: a file of the same name may be chosen again after a change. */
export type Looked = { readonly file: File; readonly turn: number };

type Asked = {
  readonly looked: Looked | undefined;
  readonly definition: Definition | undefined;
  readonly records?: Definition['records'] | undefined;
};

/** What the desk makes of the file's first rows; what was shown stays until the next is there. */
export function useMappingPreview({ looked, definition, records }: Asked) {
  const desk = useDesk();
  const isWhole =
    definition === undefined || definition.country === null || /^[A-Z]{2}$/.test(definition.country);
  return useQuery({
    queryKey: ['import-preview', looked?.turn, definition, records],
    enabled: looked !== undefined && isWhole,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    // A file's rows are not kept in the page longer than they are looked at.
    gcTime: 0,
    queryFn: async (): Promise<ImportPreview | null> => {
      if (looked === undefined) return null;
      const body: PreviewImportMappingRequest = {
        ...(await readSample(looked.file)),
        ...(definition === undefined ? {} : { definition }),
        ...(records === undefined ? {} : { records }),
      };
      return desk.send<ImportPreview>('import-mappings/preview', body);
    },
  });
}
