import type { StepUpRequest } from '@relink/contract';
import { isRefusal, type Proof, refuse, type Refusal } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { noteProof } from '../../platform/guard/note-proof.ts';
import { verifyPassword } from '../../platform/guard/passwords.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Agents, ownPassword } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { FactorTries } from './factor-tries.ts';
import { Factors } from './factors.ts';
import { ProveFactor } from './prove-factor.ts';
import type { RelyingParty } from './relying-party.ts';

/** Proves again who an agent is: for the next minutes their changes go on. */
@Injectable()
export class StepUpAgain {
  constructor(
    private readonly tries: FactorTries,
    private readonly prove: ProveFactor,
    private readonly factors: Factors,
    private readonly agents: Agents,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A password counts for those without a factor only. */
  async run(context: AgentContext, given: StepUpRequest, party: RelyingParty | undefined): Promise<void> {
    const { principal: agent } = context;
    await this.tries.count(context, given.kind);
    const isPassword = given.kind === 'password' && (await this.isPassword(agent.username, given.password));
    await this.tries.judge(context, given.kind, async (em, now) => {
      const by =
        given.kind !== 'password'
          ? await this.prove.run(em, { ...context, now }, { given, party })
          : isPassword && (await this.factors.kinds(em, agent.id)).length === 0
            ? 'password'
            : refuse('factor-not-accepted');
      return isRefusal(by) ? by : this.note(em, { ...context, now }, by);
    });
  }

  private async note(
    em: EntityManager,
    context: AgentContext,
    by: Proof,
  ): Promise<{ readonly by: Proof } | Refusal> {
    // A password changed, an agent disabled a moment ago: the session is gone, and nothing was proven.
    if (!(await noteProof(em, context.now, context.principal.session.id, by))) return refuse('signed-out');
    await this.audit.record(em, context, { action: 'agent.stepped-up', facts: { by } });
    return { by };
  }

  private async isPassword(username: string, password: string): Promise<boolean> {
    if (!this.settings.passwords) return false;
    return verifyPassword(ownPassword(await this.agents.findToSignIn(username)), password);
  }
}
