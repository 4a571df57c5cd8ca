import { idSchema } from '@relink/contract';

/**
 * An event as its bytes tell it. Whoever can write the database may have put anything there, and such an event is looked at
 * above all others: words that the desk does not know are text like any other.
 */
export type ToldEvent = {
  readonly id: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly address: string | null;
  readonly origin: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly caseId: string | null;
  readonly accountId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whose personal values lie in it, and they, as base64; null where there are none that could be opened. */
  readonly sealed: { readonly accountId: string; readonly values: string } | null;
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads the bytes of an event, whatever they are. Bytes that are no event have no words, and are told whole as a fact. */
export function toldEvent(canonical: Buffer | string): ToldEvent {
  const text = canonical.toString();
  const event = parsed(text);
  const actor = fieldsOf(event['actor']) ?? {};
  const accountId = textOf(event['accountId']);
  return {
    id: textOf(event['id']) ?? '',
    at: textOf(event['at']) ?? '',
    actorKind: textOf(actor['kind']) ?? '',
    actorId: textOf(actor['id']),
    address: textOf(actor['address']),
    origin: textOf(event['origin']),
    action: textOf(event['action']) ?? '',
    outcome: textOf(event['outcome']) ?? '',
    caseId: textOf(event['caseId']),
    accountId,
    facts: fieldsOf(event['facts']) ?? { text },
    sealed: sealedIn(event['sealed'], accountId),
  };
}

function sealedIn(values: unknown, accountId: string | null): ToldEvent['sealed'] {
  if (typeof values !== 'string' || !idSchema.safeParse(accountId).success || accountId === null) return null;
  return { accountId, values };
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
