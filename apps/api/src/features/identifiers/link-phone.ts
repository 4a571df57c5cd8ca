import { isRefusal, planPhoneLink, type Refusal, restsOnDocument } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { CaseDesk } from '../cases/index.ts';
import { AskForLogin } from './ask-for-login.ts';
import { LoginHolderInCase } from './login-holder-in-case.ts';
import { findClaim } from './logins.repository.ts';
import type { Phone } from './read-phone.ts';

/** Links a phone to the claimed account: pending until its holder answers a code; one of another account moves only then. */
@Injectable()
export class LinkPhone {
  constructor(
    private readonly desk: CaseDesk,
    private readonly holders: LoginHolderInCase,
    private readonly ask: AskForLogin,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, phone }: { readonly accountId: string; readonly phone: Phone },
  ): Promise<Done | Refusal> {
    const query = { action: 'link-phone', accountId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const { accounts, policy, pendingChanges, case: facts, evidence } = situation;
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The rules allow this for an account of the case only.');
    const plan = planPhoneLink({
      caseId,
      account,
      phone: phone.normalised,
      holder: await this.holders.find(em, account, 'phone', phone.normalised, situation),
      claim: await findClaim(em, account.realm, 'phone', phone.normalised),
      pending:
        pendingChanges.find((change) => change.accountId === accountId && change.kind === 'phone') ?? null,
      now,
      policy,
    });
    const asked = {
      account,
      accounts,
      policy,
      origin: 'case',
      caseId,
      requestedBy: context.principal.id,
      added: { kind: 'phone', alias: null, ...phone },
      movedFrom: null,
      documentOnly: restsOnDocument(accountId, evidence, facts.resetAt, now, policy),
    } as const;
    const done = isRefusal(plan) ? plan : await this.ask.run(em, now, context, { ...asked, plan });
    if (isRefusal(done)) await this.desk.refused(em, now, context, caseId, query, done);
    return done;
  }
}
