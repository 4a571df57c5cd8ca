import { type FactorKind, refuse, type Refusal, whyNotEnrol } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { endOtherAgentSessions } from '../../platform/guard/end-agent-sessions.ts';
import { noteProof } from '../../platform/guard/note-proof.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { RecoveryCodes } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { Factors } from './factors.ts';
import { holdStill } from './hold-still.ts';
import type { KeptPasskey } from './passkeys.ts';

/** A factor that was proven once and is to be kept. `step`: the step of time whose code proved it. */
type ProvenFactor = {
  readonly id: string;
  readonly name: string;
  /** As the agent typed it, where two admins removed their factors. */
  readonly recoveryCode: string | undefined;
} & (
  | { readonly kind: 'totp'; readonly secret: string; readonly step: number }
  | ({ readonly kind: 'passkey' } & KeptPasskey)
);

/** Why a factor was not enrolled, for the log. */
type NotEnrolled = { readonly kind: FactorKind; readonly refusal: Refusal };

/** Keeps a factor that an agent has just proven to have. The first one ends the sessions that know a password only. */
@Injectable()
export class KeepFactor {
  constructor(
    private readonly factors: Factors,
    private readonly sealing: Sealing,
    private readonly recovery: RecoveryCodes,
    private readonly audit: AuditLog,
  ) {}

  /** Holds the agent still. Refuses with `signed-out` where another session of theirs has enrolled a first factor meanwhile, which ended this one. */
  async begin(em: EntityManager, context: AgentContext, kind: FactorKind): Promise<Refusal | undefined> {
    if (await holdStill(em, context.principal)) return undefined;
    return this.refused(em, context, { kind, refusal: refuse('signed-out') });
  }

  async refused(em: EntityManager, context: AgentContext, { kind, refusal }: NotEnrolled): Promise<Refusal> {
    await this.audit.record(em, context, {
      action: 'factor.enrolled',
      outcome: 'refused',
      facts: { agentId: context.principal.id, kind, code: refusal.code },
    });
    return refusal;
  }

  async run(em: EntityManager, context: AgentContext, factor: ProvenFactor): Promise<Done<null> | Refusal> {
    const { principal: agent, now } = context;
    // The agent is held still since it began: a sign-in of this moment waits, and then awaits the factor.
    if (!(await this.recovery.mayEnrol(em, agent.id, factor.recoveryCode)))
      return this.refused(em, context, { kind: factor.kind, refusal: refuse('recovery-code-needed') });
    const enrolled = await this.factors.count(em, agent.id);
    const refused = whyNotEnrol(enrolled);
    if (refused) return this.refused(em, context, { kind: factor.kind, refusal: refused });
    const passkey = factor.kind === 'passkey' ? factor : undefined;
    const kept = await runSql(
      em,
      `insert into agent_factor (id, agent_id, kind, name, created_at, last_used_at, secret_sealed, last_step,
         credential_id, public_key, counter, transports)
       values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11) on conflict (credential_id) do nothing returning id`,
      [
        factor.id,
        agent.id,
        factor.kind,
        factor.name,
        now,
        factor.kind === 'totp' ? this.sealing.sealFactorSecret(factor.id, factor.secret) : null,
        factor.kind === 'totp' ? factor.step : null,
        passkey?.credentialId ?? null,
        passkey?.publicKey ?? null,
        passkey?.counter ?? null,
        passkey?.transports ?? null,
      ],
    );
    if (kept.length === 0)
      return this.refused(em, context, { kind: factor.kind, refusal: refuse('factor-known-already') });
    await this.recovery.end(em, agent.id);
    const sessionsEnded = enrolled === 0 ? await endOtherAgentSessions(em, agent.id, agent.session.id) : 0;
    await noteProof(em, now, agent.session.id, factor.kind);
    await this.audit.record(em, context, {
      action: 'factor.enrolled',
      facts: { agentId: agent.id, factorId: factor.id, kind: factor.kind, sessionsEnded },
    });
    return { resourceId: factor.id, result: null };
  }
}
