import type { Me } from '@relink/contract';
import { mustHaveFactor, permissionsOf } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';
import { Agents, ownPassword } from '../agents/index.ts';
import { developmentInboxInUse } from '../messages/index.ts';
import { Factors } from './factors.ts';

/** Who is signed in, as they see themselves. */
@Injectable()
export class SignedInView {
  constructor(
    private readonly factors: Factors,
    private readonly source: DataSource,
    private readonly agents: Agents,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of({ id, username, name, role, sessionExpiresAt, session }: SignedInAgent): Promise<Me> {
    const factors = await this.factors.kinds(poolOf(this.source), id);
    return {
      id,
      username,
      name,
      role,
      // What a session that is not whole may do, no permission says.
      permissions: session.standing === 'whole' ? permissionsOf(role) : [],
      sessionExpiresAt: sessionExpiresAt.toISOString(),
      standing: session.standing,
      recovering: session.recovering,
      factors,
      stepUpBy: await this.stepUpBy(username, factors.length),
      factorUrged: session.demo && factors.length === 0 && mustHaveFactor({ role, demo: false }),
      development: developmentInboxInUse(this.settings),
    };
  }

  /** As {@link StepUpAgain} takes it. */
  private async stepUpBy(username: string, factors: number): Promise<Me['stepUpBy']> {
    if (factors > 0) return 'factor';
    if (!this.settings.passwords) return null;
    return ownPassword(await this.agents.findToSignIn(username)) === undefined ? null : 'password';
  }
}
