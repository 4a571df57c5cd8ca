import type { IdentifierKind } from '../identifiers/index.ts';
import type { HeldLogin } from './customer-plan.ts';

type Value = { readonly kind: IdentifierKind; readonly normalised: string };

/** Who signs in with what, kept up to date while the rows of a batch are planned one after another. */
export class LoginHolders {
  private readonly byValue: Map<string, HeldLogin>;
  private readonly spoken = new Set<string>();
  private readonly taken = new Set<string>();

  constructor(holders: readonly HeldLogin[]) {
    this.byValue = new Map(holders.map((holder) => [keyOf(holder), holder]));
  }

  of(value: Value): HeldLogin | undefined {
    const holder = this.byValue.get(keyOf(value));
    return holder && { ...holder, inThisFile: holder.inThisFile || this.spoken.has(holder.accountId) };
  }

  give({ kind, normalised }: Value, accountId: string): void {
    const holder = { kind, normalised, accountId, identifierId: '', origin: 'import' } as const;
    this.byValue.set(keyOf(holder), { ...holder, active: true, inThisFile: true });
  }

  take(holder: HeldLogin): void {
    this.taken.add(holder.identifierId);
    this.byValue.delete(keyOf(holder));
  }

  /** Its account has it no longer, so a later row may have it. */
  drop(value: Value & { readonly id: string }): void {
    if (this.byValue.get(keyOf(value))?.identifierId === value.id) this.byValue.delete(keyOf(value));
  }

  /** Whether an earlier row of this batch took this identifier from its account. */
  wasTaken(identifierId: string): boolean {
    return this.taken.has(identifierId);
  }

  spokenOf(accountId: string): void {
    this.spoken.add(accountId);
  }
}

function keyOf({ kind, normalised }: Value): string {
  return `${kind}:${normalised}`;
}
