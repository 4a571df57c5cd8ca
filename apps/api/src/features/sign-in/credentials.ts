import type { SignInRequest } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { verifyPassword } from '../../platform/guard/passwords.ts';
import { type AgentEntity, Agents, ownPassword } from '../agents/index.ts';

/** An agent who has a password here. */
export type WithPassword = AgentEntity & { readonly passwordHash: string };

/** What a name and a password turned out to be. A wrong one may still name an agent, for the log. */
export type Verdict =
  | { readonly right: true; readonly agent: WithPassword }
  | { readonly right: false; readonly agentId: string | undefined };

/** Checks a name and a password by passport-local, under a Passport of its own: the global one would be shared by every desk in the process. */
@Injectable()
export class Credentials {
  private readonly passport = new passport.Passport();

  constructor(private readonly agents: Agents) {
    this.passport.use(
      new Strategy({ session: false }, (username, password, done) => {
        this.verify(username, password).then(
          (verdict) => {
            if (verdict.right) done(null, verdict);
            // Passport hands its caller what comes with a failure, typed for a message of text only.
            else done(null, false, { message: verdict.agentId ?? '' });
          },
          (error: unknown) => {
            done(error);
          },
        );
      }),
    );
  }

  /** The same answer, after the same time, for a wrong password, a name that nobody has, and a disabled agent. */
  check(request: SignInRequest): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, verdict: Verdict | false | undefined, info?: { message?: string }) => {
        if (error instanceof Error) reject(error);
        else if (verdict) resolve(verdict);
        else resolve({ right: false, agentId: info?.message === '' ? undefined : info?.message });
      };
      // Only the parsed body: passport-local would read a password from the query string too.
      const authenticate = this.passport.authenticate('local', { session: false }, answer) as (
        request: { body: SignInRequest },
        response: object,
        next: (error: unknown) => void,
      ) => void;
      authenticate({ body: request }, {}, reject);
    });
  }

  private async verify(username: string, password: string): Promise<Verdict> {
    const agent = await this.agents.findToSignIn(username);
    // Without one it takes as long, and is no.
    const passwordHash = ownPassword(agent);
    const right = await verifyPassword(passwordHash, password);
    return agent && passwordHash !== undefined && right && agent.disabledAt === null
      ? { right: true, agent: Object.assign(agent, { passwordHash }) }
      : { right: false, agentId: agent?.id };
  }
}
