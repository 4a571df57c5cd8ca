import type { UndoFacts } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { type ImageMoment, MergeImages } from './merge-image.ts';
import { type MergeAccount, ReadMergeAccount } from './read-merge-account.ts';
import type { StoredMerge } from './stored-merge.ts';
import { accountInImage } from './undo-image.ts';
import { OF_OTHERS_CUSTOMER } from './undo-statement.ts';

/** What an undoing is planned from, with both accounts as they are now. */
export type LoadedUndo = UndoFacts & {
  readonly now: { readonly survivor: MergeAccount; readonly other: MergeAccount };
};

const LATER = {
  name: 'undo_later_merge',
  text: `select id from merge
          where state = 'done' and id <> $1 and executed_at >= $4
            and (survivor_id in ($2, $3) or other_id in ($2, $3))
          order by executed_at desc, id desc limit 1`,
};
const NEW_ORDERS = {
  name: 'undo_new_orders',
  text: `select placed_with as "placedWith", coalesce(${OF_OTHERS_CUSTOMER}, false) as "ofOthersCustomer",
            count(*)::int as count from shop_order
          where account_id in ($2, $3) and created_at > $4
            and id <> all(coalesce((select ids from merge_ledger where merge_id = $1 and what = 'orders'), '{}')::bigint[])
          group by 1, 2 order by 1, 2`,
};
const TAKEN = {
  name: 'undo_taken_elsewhere',
  text: `select i.kind, i.normalised from identifier i
           join unnest($4::text[], $5::text[]) as v (kind, normalised) using (kind, normalised)
          where i.realm = $3 and i.use = 'login' and i.state = 'verified' and i.account_id not in ($1, $2)`,
};
const PASSWORD_SET = {
  name: 'undo_password_set',
  text: 'select exists (select from credential where account_id = $1 and updated_at > $2) as since',
};

/** Loads what decides what taking a merge back comes to. */
@Injectable()
export class ReadUndoFacts {
  constructor(
    private readonly reader: ReadMergeAccount,
    private readonly images: MergeImages,
  ) {}

  /** `lock`: whether it is to be carried out, or decided. Of a merge that was carried out. */
  async run(
    em: EntityManager,
    now: Date,
    merge: StoredMerge & { readonly executedAt: Date },
    { lock, undoId }: { readonly lock: boolean; readonly undoId: string | null },
  ): Promise<LoadedUndo> {
    const { id: mergeId, survivorId, otherId, realm, executedAt, undoUntil, purgedAt } = merge;
    const ids = [survivorId, otherId];
    const except = undoId === null ? {} : { undoId };
    const accounts = lock
      ? await this.reader.lock(em, ids, now, except)
      : await this.reader.facts(em, ids, now, except);
    const survivor = accounts.find(({ id }) => id === survivorId);
    const other = accounts.find(({ id }) => id === otherId);
    if (!survivor || !other) throw new Error('A merge names accounts that exist.');
    const images = [
      await this.image(em, mergeId, 'before', survivorId),
      await this.image(em, mergeId, 'before', otherId),
      await this.image(em, mergeId, 'after', survivorId),
    ] as const;
    const [before, othersBefore, after] = await inOrder(images, (image, index) =>
      // Of one that cannot be read nothing is planned: the account as it is stands in its place.
      typeof image === 'string' ? accountInImage(em, image, now) : index === 1 ? other : survivor,
    );
    const [later] = await runNamed<{ id: string }>(em, LATER, [mergeId, survivorId, otherId, executedAt]);
    const newOrders = await runNamed<UndoFacts['newOrders'][number]>(em, NEW_ORDERS, [
      mergeId,
      survivorId,
      otherId,
      executedAt,
    ]);
    const logins = [...before.identifiers, ...othersBefore.identifiers].filter(({ use }) => use === 'login');
    const takenElsewhere = await runNamed<UndoFacts['takenElsewhere'][number]>(em, TAKEN, [
      survivorId,
      otherId,
      realm,
      logins.map(({ kind }) => kind),
      logins.map(({ normalised }) => normalised),
    ]);
    const [password] = await runNamed<{ since: boolean }>(em, PASSWORD_SET, [survivorId, executedAt]);
    const gone = purgedAt !== null || images.includes(undefined);
    return {
      mergeId,
      undoUntil: gone ? null : (undoUntil?.toISOString() ?? null),
      before: { survivor: before, other: othersBefore },
      after,
      now: { survivor, other },
      newOrders,
      takenElsewhere,
      passwordSetSince: password?.since ?? false,
      laterMergeId: later?.id ?? null,
      erased: images.includes(null),
    };
  }

  /** As it was kept; null once it cannot be opened any more, also where its erased customer has a new key since. */
  private async image(
    em: EntityManager,
    mergeId: string,
    moment: ImageMoment,
    accountId: string,
  ): Promise<string | null | undefined> {
    try {
      return await this.images.open(em, mergeId, moment, accountId);
    } catch (fault) {
      if (isWrongKey(fault)) return null;
      throw fault;
    }
  }
}

/** What Node says of a tag that does not fit: the key is not the one that it was sealed with. */
function isWrongKey(fault: unknown): boolean {
  if (typeof fault !== 'object' || fault === null || !('message' in fault)) return false;
  return String(fault.message).includes('unable to authenticate data');
}

/** One after another: a transaction has one connection. */
async function inOrder<T, R>(
  items: readonly [T, T, T],
  read: (item: T, index: number) => R | Promise<R>,
): Promise<[R, R, R]> {
  return [await read(items[0], 0), await read(items[1], 1), await read(items[2], 2)];
}
