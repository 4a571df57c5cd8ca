import type { GiveFactorRequest, PasskeyAnswer } from '@relink/contract';
import { type FactorKind, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { FactorChallenges } from './factor-challenges.ts';
import { FactorMisses } from './factor-misses.ts';
import { Factors } from './factors.ts';
import { holdStill } from './hold-still.ts';
import { counterOf } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import { totpStepOf } from './totp.ts';

/** A factor that was given, and where it was. */
export type GivenFactor = {
  readonly given: GiveFactorRequest;
  readonly party: RelyingParty | undefined;
};

/** Judges a second factor and uses it up. Whoever calls counts the try first. */
@Injectable()
export class ProveFactor {
  constructor(
    private readonly factors: Factors,
    private readonly challenges: FactorChallenges,
    private readonly misses: FactorMisses,
  ) {}

  /** By what the agent has proven who they are, or why they have not. A challenge is gone either way. */
  async run(
    em: EntityManager,
    context: AgentContext,
    { given, party }: GivenFactor,
  ): Promise<FactorKind | Refusal> {
    // Of two guesses at once, from any server, the second is not looked at before the first is counted. Whoever goes on finds
    // out whether the session is still there: it is ended, or noted to be proven.
    await holdStill(em, context.principal);
    if (given.kind === 'totp') return this.proveCode(em, context, given.code);
    const right = await this.isPasskey(em, context, given.answer, party);
    return right ? 'passkey' : refuse('factor-not-accepted');
  }

  private async proveCode(em: EntityManager, context: AgentContext, code: string): Promise<'totp' | Refusal> {
    const totps = await this.factors.totps(em, context.principal.id);
    const open = totps.filter(({ locked }) => !locked);
    // The code is not even looked at: it would tell a guesser whether it was right.
    if (totps.length > 0 && open.length === 0) return refuse('factor-locked');
    for (const totp of open) {
      const step = totpStepOf(code, totp, context.now);
      if (step === undefined || !(await this.factors.useStep(em, context.now, totp.id, step))) continue;
      await this.misses.forgive(em, context);
      return 'totp';
    }
    if (open.length > 0) await this.misses.note(em, context);
    return refuse('factor-not-accepted');
  }

  private async isPasskey(
    em: EntityManager,
    { principal: agent, now }: AgentContext,
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
