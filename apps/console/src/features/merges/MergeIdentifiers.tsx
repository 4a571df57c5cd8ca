import type { MergeColumn } from '@relink/contract';
import { Box, Checkbox, Chip, FormControlLabel, Radio } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CompareRow } from './Compare.tsx';
import { Few } from './Few.tsx';
import { withEnding, withFirst } from './merge-draft.ts';
import type { Choosing, Compared } from './MergeColumns.tsx';

type Identifier = MergeColumn['identifiers'][number];
type Props = { of: Compared; choosing: Choosing | undefined };

const KINDS = ['email', 'phone', 'username', 'federated'] as const;
/** Of these, one login comes first. */
const ORDERED: ReadonlySet<string> = new Set(['email', 'phone']);

/** The identifiers of both by kind, logins first: which comes first, and which login ends. */
export function MergeIdentifiers({ of, choosing }: Props) {
  const t = useTranslate();
  const both = [...of.survivor.identifiers, ...of.other.identifiers];
  const kinds = KINDS.filter((each) => both.some(({ kind }) => kind === each));
  if (kinds.length === 0) return t('relink.accounts.noIdentifiers');
  return kinds.map((kind) => {
    const logins = both.filter((each) => each.kind === kind && isLogin(each));
    const column = ({ identifiers }: MergeColumn) =>
      identifiers.filter((each) => each.kind === kind).sort(byUse);
    const cell = (from: MergeColumn) => (
      <Few
        of={column(from)}
        none={t('relink.merges.nothing')}
        render={(each) => (
          <Own
            key={each.id}
            identifier={each}
            logins={logins.map(({ id }) => id)}
            of={of}
            choosing={choosing}
          />
        )}
      />
    );
    return (
      <CompareRow
        key={kind}
        label={t(`relink.enums.identifierKind.${kind}`)}
        survivor={cell(of.survivor)}
        other={cell(of.other)}
        result={
          of.result ? (
            <Few
              of={column(of.result)}
              none={t('relink.merges.nothing')}
              render={(each) => <Line key={each.id} identifier={each} after />}
            />
          ) : (
            t('relink.merges.noResult')
          )
        }
      />
    );
  });
}

function isLogin({ use, state }: Identifier): boolean {
  return use === 'login' && state === 'verified';
}

const USES = ['login', 'recovery', 'contact'];
function byUse(one: Identifier, other: Identifier): number {
  const released = Number(one.state === 'released') - Number(other.state === 'released');
  return released || USES.indexOf(one.use) - USES.indexOf(other.use);
}

function Line({ identifier, after = false }: { identifier: Identifier; after?: boolean }) {
  const t = useTranslate();
  const { display, use, state, primary } = identifier;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5, py: 0.25 }}>
      <Box component="bdi" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {display}
      </Box>
      <Chip size="small" variant="outlined" label={t(`relink.enums.identifierUse.${use}`)} />
      {state === 'verified' ? null : (
        <Chip
          size="small"
          variant="outlined"
          color={state === 'released' && after ? 'warning' : 'default'}
          label={t(`relink.enums.identifierState.${state}`)}
        />
      )}
      {primary && after ? <Chip size="small" color="info" label={t('relink.merges.first')} /> : null}
    </Box>
  );
}

type OwnProps = { identifier: Identifier; logins: readonly string[] } & Props;

/** An identifier as it is now, with what can be chosen about it. */
function Own({ identifier, logins, of: { result }, choosing }: OwnProps) {
  const t = useTranslate();
  const { id, kind, from } = identifier;
  const ends = choosing?.draft.releaseIds.includes(id) ?? false;
  const after = result?.identifiers.find((each) => each.id === id);
  const folded = result !== null && from === 'other' && !after && !ends;
  const { draft, change, disabled } = choosing ?? {};
  const chosenFirst = draft?.primaryIds.find((each) => logins.includes(each));
  const first = chosenFirst === undefined ? (after?.primary ?? false) : chosenFirst === id;
  return (
    <Box sx={{ pb: 0.5 }}>
      <Line identifier={identifier} />
      {folded ? <Box sx={{ color: 'text.secondary' }}>{t('relink.merges.folded')}</Box> : null}
      {draft && change && isLogin(identifier) ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
          {ORDERED.has(kind) && logins.length > 1 && !ends ? (
            <FormControlLabel
              label={t('relink.merges.comesFirst')}
              disabled={disabled ?? false}
              slotProps={{ typography: { variant: 'body2' } }}
              control={
                <Radio
                  size="small"
                  name={`first-${kind}`}
                  checked={first}
                  onChange={() => change(withFirst(draft, id, logins))}
                  slotProps={{
                    input: { 'aria-label': `${t('relink.merges.comesFirst')}: ${identifier.display}` },
                  }}
                />
              }
            />
          ) : null}
          <FormControlLabel
            label={t('relink.merges.end')}
            disabled={disabled ?? false}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={ends}
                onChange={(_, checked) => change(withEnding(draft, id, checked))}
                slotProps={{ input: { 'aria-label': `${t('relink.merges.end')}: ${identifier.display}` } }}
              />
            }
          />
        </Box>
      ) : null}
    </Box>
  );
}
