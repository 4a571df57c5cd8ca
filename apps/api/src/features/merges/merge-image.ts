import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';

export type ImageMoment = 'before' | 'after';

/** What an image holds, by name: whole rows, as `jsonb_populate_record` takes them. Orders, cases and messages are in the ledger. */
export const IMAGE_PARTS = {
  identifiers: 'identifier',
  addresses: 'address',
  credits: 'store_credit',
  consents: 'consent',
  giftCards: 'gift_card',
  subscriptions: 'subscription',
  caseAccounts: 'case_account',
} as const;
export type ImagePart = keyof typeof IMAGE_PARTS;

// As text: a number in JSON would lose the last digits of a large sum on its way through JavaScript.
const TAKE_IMAGE = {
  name: 'merge_take_image',
  text: `select a.id, jsonb_build_object('account', to_jsonb(a), ${Object.entries(IMAGE_PARTS)
    .map(
      ([part, table]) =>
        `'${part}', coalesce((select jsonb_agg(to_jsonb(x)) from ${table} x where x.account_id = a.id), '[]')`,
    )
    .join(', ')})::text as image
    from account a where a.id = any($1::uuid[]) order by a.id`,
};
const KEEP = {
  name: 'merge_keep_image',
  text: `insert into merge_image (merge_id, account_id, moment, body_sealed)
         select $1, x.account_id, $2, x.body from unnest($3::uuid[], $4::bytea[]) as x (account_id, body)`,
};
const READ = {
  name: 'merge_read_image',
  text: 'select body_sealed from merge_image where merge_id = $1 and account_id = $2 and moment = $3',
};

/** Accounts as they were before a merge and as it left them, each sealed under its own customer's key. */
@Injectable()
export class MergeImages {
  constructor(private readonly keys: CustomerKeys) {}

  async keep(
    em: EntityManager,
    mergeId: string,
    moment: ImageMoment,
    accountIds: readonly string[],
  ): Promise<void> {
    const images = await runNamed<{ id: string; image: string }>(em, TAKE_IMAGE, [accountIds]);
    const sealed: Buffer[] = [];
    for (const { id, image } of images)
      sealed.push(await this.keys.seal(em, id, contextOf(mergeId, moment), image));
    await runNamed(em, KEEP, [mergeId, moment, images.map(({ id }) => id), sealed]);
  }

  /**
   * The image as JSON text, exactly as PostgreSQL wrote it: parsed for reading, given back as it is for writing. Null when
   * the customer's key was erased, undefined where there is none (any more).
   */
  async open(
    em: EntityManager,
    mergeId: string,
    moment: ImageMoment,
    accountId: string,
  ): Promise<string | null | undefined> {
    const [row] = await runNamed<{ body_sealed: Buffer }>(em, READ, [mergeId, accountId, moment]);
    if (!row) return undefined;
    const image = await this.keys.open(em, accountId, contextOf(mergeId, moment), row.body_sealed);
    return typeof image === 'string' ? image : null;
  }
}

function contextOf(mergeId: string, moment: ImageMoment): string {
  return `merge ${mergeId} ${moment}`;
}
