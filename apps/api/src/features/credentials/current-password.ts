import { type AuditAction, NUMBERS, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { verifyPassword } from '../../platform/guard/passwords.ts';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import { Throttle } from '../../platform/guard/throttle.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { TooManyTries } from '../audit/index.ts';

const READ = {
  name: 'credential_read',
  text: 'select password_hash as hash from credential where account_id = $1',
};
const READ_AGAIN = {
  name: 'credential_read_again',
  text: 'select password_hash as hash from credential where account_id = $1 for share',
};

/** What a typed password was compared with, and whether it was the one. */
export type TypedPassword = { readonly hash: string | undefined; readonly right: boolean };

/** Asks a signed-in customer for the password again: a browser left open changes nothing. Tries are counted. */
@Injectable()
export class CurrentPassword extends Throttle {
  constructor(
    private readonly database: DataSource,
    sealing: Sealing,
    private readonly tooMany: TooManyTries,
  ) {
    super(database, sealing, 'customer-password', NUMBERS.signIn);
  }

  /** Compares, before the transaction: it takes tens of milliseconds. Throws `too-many-tries`, recorded as a refusal of the action. */
  async compare(context: CustomerContext, action: AuditAction, password: string): Promise<TypedPassword> {
    const { principal, address } = context;
    const { accountId } = principal;
    const throttled = await this.count([accountId], address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action, accountId });
    const [found] = await runNamed<{ hash: string }>(poolOf(this.database), READ, [accountId]);
    const right = await verifyPassword(found?.hash, password);
    if (right) await this.forgive(accountId, address);
    return { hash: found?.hash, right };
  }

  /** Null when it was right and still is, else the refusal `wrong-password` as the error of its field. */
  async refusal(
    em: EntityManager,
    accountId: string,
    { hash, right }: TypedPassword,
    field: 'password' | 'current',
  ): Promise<Refusal | null> {
    const [found] = await runNamed<{ hash: string }>(em, READ_AGAIN, [accountId]);
    if (right && found !== undefined && found.hash === hash) return null;
    return { code: 'wrong-password', errors: { [field]: 'This is not your current password.' } };
  }
}
