import {
  isRefusal,
  type NormalisedEmail,
  planEmailReassignment,
  planPhoneLink,
  type Policy,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { AskForLogin } from './ask-for-login.ts';
import type { Execution } from './execute-plan.ts';
import { findClaim, findWaiting } from './logins.repository.ts';
import type { Phone } from './read-phone.ts';

type Email = Extract<NormalisedEmail, { ok: true }>;
type Asked = { readonly account: AccountRecord; readonly policy: Policy };

/**
 * A customer asks for a new e-mail or phone of their own. Whether somebody else has it is not even looked up here: the
 * answer is the same, and takes as long; who holds it is told once a code to it was answered.
 */
@Injectable()
export class AskOnPortal {
  constructor(private readonly ask: AskForLogin) {}

  email(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { email, ...asked }: Asked & { readonly email: Email },
  ): Promise<Done | Refusal> {
    return this.run(em, now, context, asked, { kind: 'email', ...email }, planEmail);
  }

  phone(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { phone, ...asked }: Asked & { readonly phone: Phone },
  ): Promise<Done | Refusal> {
    return this.run(em, now, context, asked, { kind: 'phone', alias: null, ...phone }, planPhone);
  }

  private async run(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { account, policy }: Asked,
    added: NonNullable<Execution['added']>,
    planned: (request: Request) => ReturnType<typeof planPhoneLink>,
  ): Promise<Done | Refusal> {
    const { kind, normalised } = added;
    const claim = await findClaim(em, account.realm, kind, normalised);
    const [pending = null] = await findWaiting(em, account.id, [kind]);
    const plan = planned({ caseId: null, account, normalised, holder: null, claim, pending, now, policy });
    if (isRefusal(plan)) return plan;
    return this.ask.run(em, now, context, {
      account,
      accounts: [account],
      policy,
      plan,
      origin: 'portal',
      caseId: null,
      requestedBy: null,
      added,
      movedFrom: null,
      documentOnly: false,
    });
  }
}

type Request = Omit<Parameters<typeof planPhoneLink>[0], 'phone'> & { readonly normalised: string };

const planEmail = ({ normalised, ...request }: Request) =>
  planEmailReassignment({ ...request, email: normalised });
const planPhone = ({ normalised, ...request }: Request) => planPhoneLink({ ...request, phone: normalised });
