import type { Refusal } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { About, Entered, PlansAnew } from './enter-approval.ts';

/** What deciding one kind of approval comes to; how it is decided is the same of all: {@link DecideApproval}. */
export type DecideKind<P extends About> = {
  /** Plans it anew, everything that it is about locked. */
  readonly plan: PlansAnew<P>;
  /** Why a yes is not carried out any more, the approval made void where it is; null where the plan stands. */
  standing(em: EntityManager, now: Date, entered: Entered<P>): Promise<Refusal | null>;
  /** What follows where a yes is not carried out. */
  fell?(em: EntityManager, now: Date, context: AgentContext, entered: Entered<P>): Promise<void>;
  /** Carries out a yes. */
  carryOut(em: EntityManager, now: Date, context: AgentContext, entered: Entered<P>): Promise<void>;
  /** What a no opens again at once: for its event. */
  reopen?(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    entered: Entered<P>,
    reason: string,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** What else a no comes to. */
  giveUp(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    entered: Entered<P>,
    reason: string,
  ): Promise<void>;
};
