import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';

const OTHERS_WAIT = {
  name: 'opposed_others_wait',
  text: `select 1 from approval where account_id = $1 and kind = 'reversal' and state = 'waiting' limit 1`,
};
const LIFT = {
  name: 'opposed_lift',
  text: `update verification_lock set lifted_at = $2, lifted_by = $3, lift_reason = $4
          where account_id = $1 and kind = 'opposed' and merge_id is null and lifted_at is null returning id`,
};
const SETTLE = {
  name: 'opposed_settle_notices',
  text: `update notice set settled_at = $2, settled_by = $3
          where account_id = $1 and kind in ('change-opposed', 'password-opposed') and settled_at is null`,
};

/** Opens an opposed account again once everything that was opposed on it is decided. */
@Injectable()
export class SettleOpposed {
  /** Returns whether it is open again. */
  async run(
    em: EntityManager,
    now: Date,
    { accountId, by, reason }: { readonly accountId: string; readonly by: string; readonly reason: string },
  ): Promise<boolean> {
    if ((await runNamed(em, OTHERS_WAIT, [accountId])).length > 0) return false;
    await runNamed(em, SETTLE, [accountId, now, by]);
    return (await runNamed(em, LIFT, [accountId, now, by, reason])).length > 0;
  }
}
