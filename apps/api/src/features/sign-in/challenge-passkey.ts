import type { PasskeyRequestOptions } from '@relink/contract';
import { isRefusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { CHALLENGE_MS, FactorChallenges } from './factor-challenges.ts';
import { Factors } from './factors.ts';
import { requestOptions } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

/** Asks a session to have something signed by one of its agent's passkeys. The newest challenge is the only one. */
@Injectable()
export class ChallengePasskey {
  constructor(
    private readonly transaction: Transaction,
    private readonly factors: Factors,
    private readonly challenges: FactorChallenges,
  ) {}

  async run(
    { principal: agent }: AgentContext,
    party: RelyingParty | undefined,
  ): Promise<PasskeyRequestOptions> {
    const answer = await this.transaction.run(async (em, now) => {
      const passkeys = await this.factors.passkeys(em, agent.id);
      if (!party || passkeys.length === 0) return refuse('passkeys-unavailable');
      const options = await requestOptions(party, passkeys, CHALLENGE_MS);
      const put = await this.challenges.put(em, now, agent.session.id, 'prove', options.challenge);
      return put ? options : refuse('signed-out');
    });
    if (isRefusal(answer)) throw new ProblemException(answer);
    return answer;
  }
}
