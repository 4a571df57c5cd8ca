import type { ImportedDetails, SurvivorHold } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { copyRows } from '../../platform/database/copy-rows.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { keepStakes } from '../accounts/index.ts';
import * as sql from './detail-statements.ts';

/** An account and what its row says besides who the customer is. */
export type AccountDetails = { readonly accountId: string; readonly details: ImportedDetails };

/** What of an account that was there before a file changed; each raises its security version. */
export type ChangedHolding = 'balance' | 'hold' | 'second-factor' | 'gift-card' | 'subscription';
export type ChangedHoldings = ReadonlyMap<string, ReadonlySet<ChangedHolding>>;

/** Whether a new account has a balance from its first moment. */
export function hasBalance({ points = 0, credits = [] }: ImportedDetails): boolean {
  return points > 0 || credits.length > 0;
}

/** Writes the details of accounts that the batch made. Points and the like are columns of theirs already. */
export async function writeNewDetails(
  em: EntityManager,
  now: Date,
  created: readonly AccountDetails[],
): Promise<void> {
  await copyRows(
    em,
    sql.CREDITS,
    created.flatMap(({ accountId, details }) =>
      (details.credits ?? []).map(({ currency, amount }) => [accountId, currency, amount]),
    ),
  );
  await copyRows(
    em,
    sql.CONSENTS,
    created.flatMap(({ accountId, details }) =>
      (details.consents ?? []).map(({ topic, granted }) => [accountId, topic, granted, now]),
    ),
  );
  await copyRows(
    em,
    sql.HOLDS,
    created.flatMap(({ accountId, details }) =>
      (details.holds ?? []).flatMap(({ kind, open }) => (open ? [[uuidv7(), accountId, kind, now]] : [])),
    ),
  );
  await copyRows(
    em,
    sql.FACTORS,
    created.flatMap(({ accountId, details }) =>
      details.secondFactor === true ? [[accountId, 'authenticator', now]] : [],
    ),
  );
}

/** Writes what rows say of accounts that were there, and gives what changed of which. The caller holds their locks. */
export async function changeDetails(
  em: EntityManager,
  now: Date,
  rows: readonly AccountDetails[],
  survivorHolds: readonly SurvivorHold[],
): Promise<ChangedHoldings> {
  const said = rows.filter(({ details }) => Object.keys(details).length > 0);
  const changed = new Map<string, Set<ChangedHolding>>();
  const put = async (
    statement: string,
    values: readonly unknown[],
    what?: ChangedHolding,
    ...more: readonly unknown[]
  ) => {
    if (values.length === 0) return;
    const touched = await runSql<{ id: string }>(em, statement, [JSON.stringify(values), ...more]);
    if (what !== undefined)
      for (const { id } of touched) changed.set(id, (changed.get(id) ?? new Set()).add(what));
  };
  await put(sql.SET_PERSON, said.flatMap(personOf), undefined, now);
  await put(
    sql.SET_POINTS,
    said.flatMap(({ accountId: id, details: { points } }) => (points === undefined ? [] : [{ id, points }])),
    'balance',
    now,
  );
  await put(
    sql.DROP_CREDITS,
    said.flatMap(({ accountId: id, details: { credits } }) =>
      credits === undefined ? [] : [{ id, currency: credits[0]?.currency ?? null }],
    ),
    'balance',
  );
  await put(
    sql.PUT_CREDITS,
    said.flatMap(({ accountId: id, details }) =>
      (details.credits ?? []).map((credit) => ({ id, ...credit })),
    ),
    'balance',
  );
  await put(
    sql.PUT_CONSENTS,
    said.flatMap(({ accountId: id, details }) => (details.consents ?? []).map((one) => ({ id, ...one }))),
    undefined,
    now,
  );
  const holds = said.flatMap(({ accountId: id, details }) =>
    (details.holds ?? []).map((one) => ({ id, ...one })),
  );
  await put(
    sql.OPEN_HOLDS,
    holds.flatMap(({ id, kind, open }) => (open ? [{ hold_id: uuidv7(), id, kind }] : [])),
    'hold',
    now,
  );
  await put(
    sql.END_HOLDS,
    holds.flatMap(({ id, kind, open }) => (open ? [] : [{ id, kind }])),
    'hold',
    now,
  );
  await put(
    sql.OPEN_SURVIVOR_HOLDS,
    survivorHolds.flatMap((hold) => (hold.open ? [{ ...hold, hold_id: uuidv7() }] : [])),
    'hold',
    now,
  );
  await put(
    sql.END_SURVIVOR_HOLDS,
    survivorHolds.filter(({ open }) => !open),
    'hold',
    now,
  );
  const withFactor = (wanted: boolean) =>
    said.flatMap(({ accountId: id, details }) => (details.secondFactor === wanted ? [{ id }] : []));
  await put(sql.PUT_FACTORS, withFactor(true), 'second-factor', now);
  await put(sql.DROP_FACTORS, withFactor(false), 'second-factor');
  await keepStakes(
    em,
    [...changed].flatMap(([id, what]) => (what.has('balance') ? [id] : [])),
  );
  return changed;
}

function personOf({ accountId: id, details }: AccountDetails): Record<string, unknown>[] {
  const { birthDate, contactPreference } = details;
  if (birthDate === undefined && contactPreference === undefined) return [];
  return [
    {
      id,
      says_birth_date: birthDate !== undefined,
      birth_date: birthDate ?? null,
      says_preference: contactPreference !== undefined,
      preference: contactPreference ?? null,
    },
  ];
}
