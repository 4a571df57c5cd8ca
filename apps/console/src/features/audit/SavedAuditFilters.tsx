import type { AuditConditions, AuditFilterView } from '@relink/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { SavedSets } from '../../app/lists/index.ts';

type Props = { filter: AuditConditions; onChoose: (filter: AuditConditions) => void };

const KEY = ['audit-filters'];
const ALL = { range: '[0,99]', sort: '["name","ASC"]' };

/** The audit's saved filters, kept on the desk. */
export function SavedAuditFilters({ filter, onChoose }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const queries = useQueryClient();
  const { data = [] } = useQuery({
    queryKey: KEY,
    queryFn: () => desk.read<AuditFilterView[]>('audit-filters', ALL),
  });
  const readAnew = () => queries.invalidateQueries({ queryKey: KEY });
  const remove = useMutation({
    mutationFn: (id: string) => desk.remove(`audit-filters/${id}`),
    onSettled: readAnew,
  });
  const save = async (name: string) => {
    await desk.send<AuditFilterView>('audit-filters', { name, filter });
    await readAnew();
  };
  const saved = data.map((each) => ({
    name: each.name,
    present: JSON.stringify(each.filter) === JSON.stringify(filter),
    choose: () => onChoose(each.filter),
    remove: () => remove.mutate(each.id),
  }));
  return <SavedSets saved={saved} text={t('relink.audit.savedText')} onSave={save} />;
}
