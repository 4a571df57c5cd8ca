import type { UndoPreview } from '@relink/contract';
import {
  isRefusal,
  maskIdentifier,
  maskName,
  type MergeAccountFacts,
  newOrdersGoing,
  type UndoChange,
  type UndoDecisions,
  type UndoSubject,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { UndoAnew } from './plan-stored-undo.ts';

const HIDDEN = '•••';
/** What says nothing about who somebody is. */
const PLAIN: readonly UndoSubject[] = [
  'language',
  'contact-preference',
  'consent',
  'points',
  'credit',
  'subscription',
  'gift-card',
  'order',
  'password',
];

const ORDERS_BACK = {
  name: 'undo_orders_back',
  text: `select coalesce(cardinality(ids), 0) as orders from merge_ledger where merge_id = $1 and what = 'orders'`,
};

/** Shows what taking a merge back would come to: everything personal masked, whoever looks. */
@Injectable()
export class UndoView {
  async run(executor: Executor, undo: UndoAnew, decisions: UndoDecisions): Promise<UndoPreview> {
    const { facts, changes, notPossible, plan, planHash } = undo;
    const writes = isRefusal(plan) ? null : plan.writes;
    const [back] = await runNamed<{ orders: number }>(executor, ORDERS_BACK, [facts.mergeId]);
    const mergeId = notPossible?.details?.['mergeId'];
    return {
      changes: changes.map((change) => ({
        id: change.id,
        subject: change.subject,
        needsDecision: change.needsDecision,
        options: [...change.options],
        decision: (Object.hasOwn(decisions, change.id) ? decisions[change.id] : null) ?? change.byDefault,
        before: shown(change, change.before, undo),
        now: shown(change, change.now, undo),
      })),
      notPossible:
        notPossible === null
          ? null
          : { code: notPossible.code, mergeId: typeof mergeId === 'string' ? mergeId : null },
      planHash,
      moves: {
        orders: (back?.orders ?? 0) + newOrdersGoing(facts),
        points: writes?.other.points ?? facts.before.other.points,
        credits: [...(writes?.other.credits ?? facts.before.other.credits)],
        identifiers:
          writes?.identifiers.filter(({ accountId }) => accountId === facts.now.other.id).length ??
          facts.before.other.identifiers.length,
      },
      told: isRefusal(plan)
        ? []
        : plan.told.map(({ method, to }) => ({
            method,
            display: maskIdentifier(method === 'sms' ? 'phone' : 'email', to),
          })),
    };
  }
}

function shown({ id, subject }: UndoChange, value: string, { facts }: UndoAnew): string {
  if (value === '' || PLAIN.includes(subject)) return value;
  if (subject === 'name') return maskName(value);
  if (subject !== 'identifier') return HIDDEN;
  const { before, now } = facts;
  const kind = [before.survivor, before.other, now.survivor]
    .flatMap(({ identifiers }: MergeAccountFacts) => identifiers)
    .find((identifier) => id.endsWith(identifier.id))?.kind;
  return kind === undefined ? HIDDEN : maskIdentifier(kind, value);
}
