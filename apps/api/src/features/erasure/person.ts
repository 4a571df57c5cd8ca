import type { ErasurePlan } from '@relink/domain';
import { runSql } from '../../platform/database/named-statement.ts';
import type { EntityManager } from 'typeorm';

/** Everything by which traces of a person are found where no account id leads to them. */
export type Person = {
  /** The one that stands for the person first. */
  readonly accountIds: readonly string[];
  readonly caseIds: readonly string[];
  readonly identifierIds: readonly string[];
  /** Identifiers as they are stored, and in the form they are compared in; former ones too. */
  readonly contacts: readonly {
    readonly kind: string;
    readonly value: string;
    readonly normalised: string;
  }[];
  /** What the shop calls their accounts. */
  readonly externalIds: readonly {
    readonly accountId: string;
    readonly realm: string;
    readonly id: string;
  }[];
  readonly names: readonly { readonly first: string; readonly last: string; readonly search: string }[];
  readonly streets: readonly string[];
};

/** The accounts of a plan, the one that stands for the person first. */
export function survivorFirst({ accountId, accountIds }: ErasurePlan): string[] {
  return [accountId, ...accountIds.filter((id) => id !== accountId)];
}

/** Reads it before anything is emptied. */
export async function readPerson(
  em: EntityManager,
  accountIds: readonly string[],
  caseIds: readonly string[],
): Promise<Person> {
  const contacts = await runSql<{ id: string; kind: string; value: string; normalised: string }>(
    em,
    'select id, kind, value, normalised from identifier where account_id = any($1::uuid[])',
    [accountIds],
  );
  const accounts = await runSql<{
    id: string;
    realm: string;
    external_id: string | null;
    first: string;
    last: string;
    search: string;
  }>(
    em,
    `select id, realm, external_id, first_name as first, last_name as last, search_name as search
       from account where id = any($1::uuid[])`,
    [accountIds],
  );
  const streets = await runSql<{ line: string }>(
    em,
    `select distinct line from (
       select line1 as line from address where account_id = any($1::uuid[])
       union all select ship_line1 from shop_order where account_id = any($1::uuid[])) s where length(line) > 5`,
    [accountIds],
  );
  return {
    accountIds,
    caseIds,
    identifierIds: contacts.map(({ id }) => id),
    contacts,
    externalIds: accounts.flatMap(({ id, realm, external_id: external }) =>
      external === null ? [] : [{ accountId: id, realm, id: external }],
    ),
    names: accounts.map(({ first, last, search }) => ({ first, last, search })),
    streets: streets.map(({ line }) => line),
  };
}

/** The normalised values of one kind. */
export function valuesOf({ contacts }: Person, kind: string): string[] {
  return [...new Set(contacts.filter((each) => each.kind === kind).map(({ normalised }) => normalised))];
}
