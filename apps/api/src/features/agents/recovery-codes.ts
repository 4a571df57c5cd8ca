import { createHash, timingSafeEqual } from 'node:crypto';
import { normaliseRecoveryCode, recoveryCodes, recoveryHalf } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** Which of the two admins a half is told. */
type Told = 'asked' | 'approved';

/**
 * The code by which an agent enrols after a recovery: one half is told the admin who asked, the other the one who approved.
 * Who chose the agent's password, or linked them to the company, comes in as them and still has but one half. Nothing of it
 * is stored: the halves are digests under a key that the database does not have.
 */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly sealing: Sealing) {}

  half(recoveryId: string, told: Told): string {
    return recoveryHalf(this.sealing.digest('recovery halves', `${recoveryId} ${told}`));
  }

  /** From now on the agent enrols by the code of this recovery only. */
  async begin(em: EntityManager, agentId: string, recoveryId: string): Promise<void> {
    await runSql(em, 'update agent set recovery_id = $2 where id = $1', [agentId, recoveryId]);
  }

  /** Whether the agent, held still from here on, may enrol by what they typed: true of who is in no recovery. */
  async mayEnrol(em: EntityManager, agentId: string, typed: string | undefined): Promise<boolean> {
    const [agent] = await runSql<{ recoveryId: string | null }>(
      em,
      'select recovery_id as "recoveryId" from agent where id = $1 for no key update',
      [agentId],
    );
    if (!agent) return false;
    if (agent.recoveryId === null) return true;
    const given = digestOf(normaliseRecoveryCode(typed ?? ''));
    const codes = recoveryCodes([
      this.half(agent.recoveryId, 'asked'),
      this.half(agent.recoveryId, 'approved'),
    ]);
    return codes.some((code) => timingSafeEqual(digestOf(code), given));
  }

  /** The agent has enrolled: the code opens nothing any more. */
  async end(em: EntityManager, agentId: string): Promise<void> {
    await runSql(em, 'update agent set recovery_id = null where id = $1 and recovery_id is not null', [
      agentId,
    ]);
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
