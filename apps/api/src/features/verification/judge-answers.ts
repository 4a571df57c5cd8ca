import type { EvidenceAnswer } from '@relink/contract';
import {
  type AnswerResult,
  compareAddress,
  compareName,
  compareOrder,
  comparePhone,
  compareUsername,
  type JudgedAnswer,
} from '@relink/domain';
import type { KnownFacts } from './known-facts.repository.ts';

/** Compares each answer of a round with what is on file. */
export function judgeAnswers(answers: readonly EvidenceAnswer[], known: KnownFacts): JudgedAnswer[] {
  return answers.map((answer) => ({ kind: answer.kind, result: judge(answer, known) }));
}

function judge(answer: EvidenceAnswer, known: KnownFacts): AnswerResult {
  switch (answer.kind) {
    case 'last_order':
      return compareOrder(answer, known.orders);
    case 'shipping_address':
      return compareAddress(answer, known.addresses);
    case 'username':
      return compareUsername(answer.username, known.usernames);
    case 'full_name':
      return compareName(answer.fullName, known.name);
    case 'linked_phone_number':
      return comparePhone(answer.phone, known.phones);
  }
}
