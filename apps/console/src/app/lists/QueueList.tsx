import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import { List, type RaRecord, type SortPayload, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListPagination } from './ListPagination.tsx';
import { ListEmpty, ListWaiting } from './ListRows.tsx';
import { ListTools } from './ListTools.tsx';

/** One of the stretches of a queue, such as what waits and what is decided. Its words are keys of the i18n tables. */
export type Stretch = {
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
  /** What to say where nothing is in it. */
  readonly none: string;
};

type Props<T extends RaRecord> = {
  title: string;
  sort: SortPayload;
  /** What is chosen between, for who does not see the buttons. */
  which: string;
  /** The list opens with the first. */
  stretches: readonly [Stretch, ...Stretch[]];
  /** What stands above the items, where there are any. */
  intro?: string;
  /** Beside the choice. */
  tools?: ReactNode;
  children: (record: T) => ReactNode;
};

// On a phone React-Admin puts the tools to the right, where nothing else stands.
const TOOLBAR = {
  flexGrow: 1,
  alignSelf: 'stretch',
  alignItems: 'center',
  justifyContent: 'flex-start',
  flexWrap: 'wrap',
  gap: 1,
  py: 1,
};

/**
 * What supervisors work off, one item below another, and what was worked off. Read anew when the server says that it has
 * changed, and by no clock: each reading is an event in the audit.
 */
export function QueueList<T extends RaRecord>({ title, sort, stretches, ...props }: Props<T>) {
  const { which, intro, tools, children } = props;
  return (
    <List<T>
      title={title}
      sort={sort}
      filterDefaultValues={stretches[0].filter}
      actions={
        <TopToolbar sx={TOOLBAR}>
          <Which label={which} stretches={stretches} />
          {tools}
          <ListTools />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <Items<T> stretches={stretches} intro={intro}>
        {children}
      </Items>
    </List>
  );
}

/** The stretch that is shown; undefined where the address names a filter of its own. */
function useShown(stretches: readonly Stretch[]): Stretch | undefined {
  const values = useListContext().filterValues as Readonly<Record<string, unknown>>;
  return stretches.find(({ filter }) =>
    Object.entries(filter).every(([name, value]) => isWithin(values[name], value)),
  );
}

function isWithin(value: unknown, wanted: unknown): boolean {
  const all: unknown[] = [wanted].flat();
  return [value].flat().every((each) => all.includes(each));
}

function Which({ label, stretches }: { label: string; stretches: readonly Stretch[] }) {
  const t = useTranslate();
  const { setFilters } = useListContext();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={t(label)}
      value={useShown(stretches)?.name ?? null}
      onChange={(_, name: string | null) => {
        const chosen = stretches.find((each) => each.name === name);
        if (chosen) setFilters(chosen.filter, undefined, false);
      }}
    >
      {stretches.map(({ name }) => (
        <ToggleButton key={name} value={name}>
          {t(name)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

type ItemsProps<T> = {
  stretches: readonly [Stretch, ...Stretch[]];
  intro: string | undefined;
  children: (record: T) => ReactNode;
};

function Items<T extends RaRecord>({ stretches, intro, children }: ItemsProps<T>) {
  const t = useTranslate();
  const { data, error } = useListContext<T>();
  const shown = useShown(stretches) ?? stretches[0];
  if (!data) return <ListWaiting error={error} />;
  if (data.length === 0) return <ListEmpty text={t(shown.none)} narrowed={false} />;
  return (
    <>
      {intro ? (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2, pt: 2 }}>
          {t(intro)}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {data.map((each) => (
          <Fragment key={each.id}>{children(each)}</Fragment>
        ))}
      </Box>
    </>
  );
}

/** One item of a queue. */
export function QueueItem({ children }: { children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{ p: 2, overflowWrap: 'anywhere', '& + &': { borderTop: 1, borderColor: 'divider' } }}
    >
      {children}
    </Box>
  );
}
