import type { EnrolTotpRequest, TotpSecretView } from '@relink/contract';
import { isRefusal, refuse, type Refusal, whyNotEnrol } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { FactorChallenges } from './factor-challenges.ts';
import { Factors } from './factors.ts';
import { KeepFactor } from './keep-factor.ts';
import { newTotpSecret, totpStepOf, totpUri } from './totp.ts';

/** Enrols an authenticator app: a secret first, and it counts once a code of it has come back. */
@Injectable()
export class EnrolTotp {
  constructor(
    private readonly factors: Factors,
    private readonly challenges: FactorChallenges,
    private readonly keep: KeepFactor,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A fresh secret for the app; one that waited before is gone. */
  async begin(
    em: EntityManager,
    now: Date,
    { principal: agent }: AgentContext,
  ): Promise<Done<null> | Refusal> {
    const refused = whyNotEnrol(await this.factors.count(em, agent.id));
    if (refused) return refused;
    const factorId = uuidv7();
    const waiting = { factorId, secret: newTotpSecret() };
    if (!(await this.challenges.putSecret(em, now, agent.session.id, waiting))) return refuse('signed-out');
    return { resourceId: factorId, result: null };
  }

  /** The secret that waits, as the agent's app wants it. */
  async waiting(executor: Executor, { principal, now }: AgentContext): Promise<TotpSecretView | undefined> {
    const found = await this.challenges.secret(executor, now, principal.session.id);
    return (
      found && {
        secret: found.secret,
        uri: totpUri(found.secret, `Relink, ${this.settings.shopName}`, principal.username),
        expiresAt: found.expiresAt.toISOString(),
      }
    );
  }

  async finish(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { name, code, recoveryCode }: EnrolTotpRequest,
  ): Promise<Done<null> | Refusal> {
    const { session } = context.principal;
    const refused = await this.keep.begin(em, { ...context, now }, 'totp');
    if (refused) return refused;
    const found = await this.challenges.secret(em, now, session.id);
    const step = found && totpStepOf(code, { secret: found.secret, usedStep: null }, now);
    if (!found || step === undefined)
      return this.keep.refused(
        em,
        { ...context, now },
        { kind: 'totp', refusal: refuse('factor-not-accepted') },
      );
    const { factorId: id, secret } = found;
    const proven = { kind: 'totp' as const, id, name, secret, step, recoveryCode };
    const kept = await this.keep.run(em, { ...context, now }, proven);
    // A slip at the recovery code does not cost it either.
    if (!isRefusal(kept)) await this.challenges.dropSecret(em, session.id);
    return kept;
  }
}
