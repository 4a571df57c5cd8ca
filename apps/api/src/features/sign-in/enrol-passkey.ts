import type { EnrolPasskeyRequest, PasskeyCreationOptions } from '@relink/contract';
import { refuse, type Refusal, whyNotEnrol } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { CHALLENGE_MS, FactorChallenges } from './factor-challenges.ts';
import { Factors } from './factors.ts';
import { KeepFactor } from './keep-factor.ts';
import { creationOptions, madePasskey } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

/** Enrols a passkey, made for this session and no other. */
@Injectable()
export class EnrolPasskey {
  constructor(
    private readonly factors: Factors,
    private readonly challenges: FactorChallenges,
    private readonly keep: KeepFactor,
  ) {}

  async begin(
    em: EntityManager,
    now: Date,
    { principal: agent }: AgentContext,
    party: RelyingParty | undefined,
  ): Promise<Done<PasskeyCreationOptions> | Refusal> {
    if (!party) return refuse('passkeys-unavailable');
    const refused = whyNotEnrol(await this.factors.count(em, agent.id));
    if (refused) return refused;
    const passkeys = await this.factors.passkeys(em, agent.id);
    const options = await creationOptions(party, agent, passkeys, CHALLENGE_MS);
    const put = await this.challenges.put(em, now, agent.session.id, 'enrol-passkey', options.challenge);
    if (!put) return refuse('signed-out');
    // Nothing secret: what the browser shows and the authenticator signs.
    return { resourceId: agent.session.id, result: options };
  }

  async finish(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { name, passkey, recoveryCode }: EnrolPasskeyRequest,
    party: RelyingParty | undefined,
  ): Promise<Done<null> | Refusal> {
    const refused = await this.keep.begin(em, { ...context, now }, 'passkey');
    if (refused) return refused;
    const challenge = await this.challenges.take(em, now, context.principal.session.id, 'enrol-passkey');
    const made = challenge !== undefined && party ? await madePasskey(passkey, challenge, party) : undefined;
    if (!made)
      return this.keep.refused(
        em,
        { ...context, now },
        { kind: 'passkey', refusal: refuse('factor-not-accepted') },
      );
    const proven = { kind: 'passkey' as const, id: uuidv7(), name, recoveryCode, ...made };
    return this.keep.run(em, { ...context, now }, proven);
  }
}
