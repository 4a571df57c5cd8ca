import type { EvidenceAnswer } from '@relink/contract';
import { KNOWLEDGE_KINDS, type KnowledgeKind } from '@relink/domain';

/** What has been typed, by kind and field; a kind is there when its question was asked. */
export type Typed = Partial<Record<KnowledgeKind, Readonly<Record<string, string>>>>;

export type AnswerField = { readonly name: string; readonly label: string; readonly numeric?: boolean };

/** The fields of each kind, in the order in which they are asked. Labels are keys below `relink.verification`. */
export const FIELDS: Readonly<Record<KnowledgeKind, readonly AnswerField[]>> = {
  last_order: [
    { name: 'orderNumber', label: 'orderNumber' },
    { name: 'itemWords', label: 'itemWords' },
    { name: 'month', label: 'month' },
    { name: 'amount', label: 'amount' },
    { name: 'paymentDay', label: 'paymentDay', numeric: true },
  ],
  shipping_address: [
    { name: 'street', label: 'street' },
    { name: 'postcode', label: 'postcode' },
  ],
  username: [{ name: 'username', label: 'username' }],
  full_name: [{ name: 'fullName', label: 'fullName' }],
  linked_phone_number: [{ name: 'phone', label: 'phone' }],
};

/** The kinds that were asked, in the order in which they are sent. */
export function askedKinds(typed: Typed): KnowledgeKind[] {
  return KNOWLEDGE_KINDS.filter((kind) => typed[kind] !== undefined);
}

/** The answers of a round as the api takes them; fields left empty are left out, the server judges the rest. */
export function answersOf(typed: Typed): EvidenceAnswer[] {
  return askedKinds(typed).map((kind) => {
    const values = Object.entries(typed[kind] ?? {})
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, isNumeric(kind, name) ? Number(value) : value] as const);
    return { kind, ...Object.fromEntries(values) } as EvidenceAnswer;
  });
}

function isNumeric(kind: KnowledgeKind, name: string): boolean {
  return FIELDS[kind].some((field) => field.name === name && field.numeric);
}

/** The server's field errors (`answers.1.postcode`), by kind and field. */
export function errorsByKind(
  fields: Readonly<Record<string, string>>,
  asked: readonly KnowledgeKind[],
): Partial<Record<KnowledgeKind, Record<string, string>>> {
  const found: Partial<Record<KnowledgeKind, Record<string, string>>> = {};
  for (const [path, message] of Object.entries(fields)) {
    const [, index, name] = /^answers\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
    const kind = index === undefined ? undefined : asked[Number(index)];
    if (kind === undefined) continue;
    const field = name ?? FIELDS[kind][0]?.name ?? '';
    found[kind] = { ...found[kind], [field]: message };
  }
  return found;
}

/** The id of the first field of a question about an account. */
export function answerId(accountId: string, kind: KnowledgeKind): string {
  return `answer-${kind}-${accountId}`;
}
