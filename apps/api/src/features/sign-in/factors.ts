import type { FactorView } from '@relink/contract';
import type { FactorKind } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runNamed, runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import type { KeptPasskey } from './passkeys.ts';

/** An authenticator app as the desk keeps it, opened. */
export type KeptTotp = {
  readonly id: string;
  readonly secret: string;
  readonly usedStep: number | null;
  /** After too many wrong codes: none of it is taken any more. */
  readonly locked: boolean;
};

type TotpRow = Omit<KeptTotp, 'secret'> & { readonly sealed: Buffer };

const PASSKEY = `id, credential_id as "credentialId", public_key as "publicKey", counter::float8 as counter,
  coalesce(transports, '{}') as transports`;
const KINDS = {
  name: 'factor_kinds',
  text: 'select kind from agent_factor where agent_id = $1 group by kind',
};
const TOTPS = {
  name: 'factor_totps',
  text: `select id, secret_sealed as sealed, last_step::float8 as "usedStep", locked_at is not null as locked
           from agent_factor
          where agent_id = $1 and kind = 'totp' order by id`,
};
// The row is the lock: of two requests with one code, the second finds its step used.
const USE_STEP = {
  name: 'factor_use_step',
  text: `update agent_factor set last_step = $2, last_used_at = $3
          where id = $1 and (last_step is null or last_step < $2) and locked_at is null returning id`,
};
const LOCK_PASSKEY = {
  name: 'factor_lock_passkey',
  text: `select ${PASSKEY} from agent_factor where agent_id = $1 and credential_id = $2 for update`,
};

/** The second factors that agents have enrolled. */
@Injectable()
export class Factors {
  constructor(private readonly sealing: Sealing) {}

  /** Which kinds an agent has, those to offer first before the others. */
  async kinds(executor: Executor, agentId: string): Promise<FactorKind[]> {
    const rows = await runNamed<{ kind: FactorKind }>(executor, KINDS, [agentId]);
    return rows.map(({ kind }) => kind).sort();
  }

  /** Oldest first. */
  list(executor: Executor, agentId: string): Promise<FactorView[]> {
    return runSql<FactorView>(
      executor,
      `select id, kind, name, created_at as "createdAt", last_used_at as "lastUsedAt",
         locked_at is not null as locked from agent_factor
        where agent_id = $1 order by created_at, id`,
      [agentId],
    );
  }

  async count(executor: Executor, agentId: string): Promise<number> {
    return (await this.list(executor, agentId)).length;
  }

  passkeys(executor: Executor, agentId: string): Promise<(KeptPasskey & { readonly id: string })[]> {
    return runSql(executor, `select ${PASSKEY} from agent_factor where agent_id = $1 and kind = 'passkey'`, [
      agentId,
    ]);
  }

  async lockPasskey(
    em: EntityManager,
    agentId: string,
    credentialId: string,
  ): Promise<(KeptPasskey & { readonly id: string }) | undefined> {
    const [row] = await runNamed<KeptPasskey & { id: string }>(em, LOCK_PASSKEY, [
      agentId,
      Buffer.from(credentialId, 'base64url'),
    ]);
    return row;
  }

  async totps(executor: Executor, agentId: string): Promise<KeptTotp[]> {
    const rows = await runNamed<TotpRow>(executor, TOTPS, [agentId]);
    return rows.map(({ id, sealed, usedStep, locked }) => ({
      id,
      usedStep,
      locked,
      secret: this.sealing.openFactorSecret(id, sealed),
    }));
  }

  /** Uses up a step of time of an authenticator app. False where it, or a later one, was used before. */
  async useStep(em: EntityManager, now: Date, id: string, step: number): Promise<boolean> {
    return (await runNamed(em, USE_STEP, [id, step, now])).length > 0;
  }

  async useCounter(em: EntityManager, now: Date, id: string, counter: number): Promise<void> {
    await runSql(em, 'update agent_factor set counter = $2, last_used_at = $3 where id = $1', [
      id,
      counter,
      now,
    ]);
  }
}
