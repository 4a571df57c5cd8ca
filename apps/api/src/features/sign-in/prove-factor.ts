import type { GiveFactorRequest, PasskeyAnswer } from '@relink/contract';
import type { FactorKind } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';
import { FactorChallenges } from './factor-challenges.ts';
import { Factors } from './factors.ts';
import { counterOf } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import { totpStepOf } from './totp.ts';

/** A factor that was given, and where it was. */
export type GivenFactor = {
  readonly agent: SignedInAgent;
  readonly given: GiveFactorRequest;
  readonly party: RelyingParty | undefined;
};

/** Judges a second factor and uses it up. Whoever calls counts the try first. */
@Injectable()
export class ProveFactor {
  constructor(
    private readonly factors: Factors,
    private readonly challenges: FactorChallenges,
  ) {}

  /** By what the agent has proven who they are; undefined where they have not. A challenge is gone either way. */
  async run(
    em: EntityManager,
    now: Date,
    { agent, given, party }: GivenFactor,
  ): Promise<FactorKind | undefined> {
    const right =
      given.kind === 'totp'
        ? await this.isCode(em, now, agent.id, given.code)
        : await this.isPasskey(em, now, agent, given.answer, party);
    return right ? given.kind : undefined;
  }

  private async isCode(em: EntityManager, now: Date, agentId: string, code: string): Promise<boolean> {
    for (const totp of await this.factors.totps(em, agentId)) {
      const step = totpStepOf(code, totp, now);
      if (step !== undefined && (await this.factors.useStep(em, now, totp.id, step))) return true;
    }
    return false;
  }

  private async isPasskey(
    em: EntityManager,
    now: Date,
    agent: SignedInAgent,
    answer: PasskeyAnswer,
    party: RelyingParty | undefined,
  ): Promise<boolean> {
    const challenge = await this.challenges.take(em, now, agent.session.id, 'prove');
    const passkey = await this.factors.lockPasskey(em, agent.id, answer.id);
    if (challenge === undefined || !passkey || !party) return false;
    const counter = await counterOf(answer, challenge, party, passkey);
    if (counter === undefined) return false;
    await this.factors.useCounter(em, now, passkey.id, counter);
    return true;
  }
}
