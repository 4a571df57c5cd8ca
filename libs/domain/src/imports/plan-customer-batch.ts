import type { AccountStatus, Origin } from '../accounts/index.ts';
import type { IdentifierKind, IdentifierState, IdentifierUse, ReleaseReason } from '../identifiers/index.ts';
import { LoginHolders } from './login-holders.ts';
import type { ImportedCustomer, ImportedIdentifier } from './map-customer.ts';
import { type RowIssue, type RowIssueCode, rowIssue } from './row-issue.ts';

/** An e-mail or phone that an account has in Relink now, or had. */
export type KnownIdentifier = {
  readonly id: string;
  readonly kind: IdentifierKind;
  readonly use: IdentifierUse;
  readonly state: IdentifierState;
  readonly value: string;
  readonly normalised: string;
  readonly origin: Origin;
  readonly releaseReason: ReleaseReason | null;
};

/** An account that a row of the batch is about, as it is in Relink. */
export type KnownAccount = {
  readonly id: string;
  readonly status: AccountStatus;
  /** Whether the row says what it said when it was last loaded. */
  readonly sameRow: boolean;
  readonly identifiers: readonly KnownIdentifier[];
};

/** The account that signs in with a value now. */
export type LoginHolder = {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly accountId: string;
  readonly identifierId: string;
  readonly origin: Origin;
  readonly active: boolean;
  /** Whether an earlier row of this file, of an earlier batch, was about that account. */
  readonly inThisFile: boolean;
};

export type CustomerToPlan = {
  readonly line: number;
  readonly row: ImportedCustomer;
  /** The account's id: a new one where `account` is null. */
  readonly accountId: string;
  readonly account: KnownAccount | null;
};

export type IdentifierRelease = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly reason: Extract<ReleaseReason, 'taken' | 'removed-by-shop'>;
  readonly takenByAccountId: string | null;
};

/** What to write for one customer. */
export type CustomerPlan = CustomerToPlan & {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'differing';
  /** Whether name, address, note and tags are written. */
  readonly writesAccount: boolean;
  readonly add: readonly ImportedIdentifier[];
  readonly release: readonly IdentifierRelease[];
  /** The same value in another spelling. */
  readonly respell: readonly { readonly identifierId: string; readonly value: string }[];
  readonly issues: readonly RowIssue[];
};

const SHOPS_OWN: ReadonlySet<string> = new Set(['taken', 'removed-by-shop']);
const COLUMN = { email: 'Email', phone: 'Phone' } as const;

/**
 * Decides what a batch of customers changes, in the file's order. `holders` are the accounts that sign in with any of
 * the batch's logins now. What Relink itself changed is never touched, only listed; where two rows of a file want
 * one login the first has it; a login of an account that the file has not spoken of yet was taken from it.
 */
export function planCustomerBatch(
  customers: readonly CustomerToPlan[],
  holders: readonly LoginHolder[],
): CustomerPlan[] {
  const logins = new LoginHolders(holders);
  return customers.map((customer) => {
    const plan =
      customer.account !== null && customer.account.status !== 'active'
        ? planInactive(customer, customer.account)
        : new CustomerPlanner(customer, logins).plan();
    logins.spokenOf(customer.accountId);
    return plan;
  });
}

function planInactive(customer: CustomerToPlan, account: KnownAccount): CustomerPlan {
  return {
    ...customer,
    outcome: account.sameRow ? 'unchanged' : 'differing',
    writesAccount: false,
    add: [],
    release: [],
    respell: [],
    issues: account.sameRow ? [] : [rowIssue(customer.line, '', 'account-not-active')],
  };
}

class CustomerPlanner {
  private readonly add: ImportedIdentifier[] = [];
  private readonly release: IdentifierRelease[] = [];
  private readonly respell: { identifierId: string; value: string }[] = [];
  private readonly issues: RowIssue[] = [];
  private readonly kept = new Set<string>();
  private readonly known: readonly KnownIdentifier[];

  constructor(
    private readonly customer: CustomerToPlan,
    private readonly logins: LoginHolders,
  ) {
    this.known = (customer.account?.identifiers ?? []).filter(({ id }) => !logins.wasTaken(id));
  }

  plan(): CustomerPlan {
    const { customer } = this;
    for (const wanted of customer.row.identifiers) {
      if (wanted.use === 'contact') this.wantContact(wanted);
      else this.wantLogin(wanted);
    }
    this.dropWhatTheShopDropped();
    const writesAccount = customer.account?.sameRow !== true;
    const changes = this.add.length + this.release.length + this.respell.length > 0;
    const differs = this.issues.some(({ severity }) => severity === 'differing');
    return {
      ...customer,
      outcome:
        customer.account === null
          ? 'created'
          : differs
            ? 'differing'
            : writesAccount || changes
              ? 'updated'
              : 'unchanged',
      writesAccount,
      add: this.add,
      release: this.release,
      respell: this.respell,
      issues: this.issues,
    };
  }

  private wantContact(wanted: ImportedIdentifier): void {
    const same = this.known.filter((known) => isSame(known, wanted));
    const living = same.filter(({ state }) => state !== 'released');
    if (living.length > 0) for (const { id } of living) this.kept.add(id);
    else if (same.some(isRelinks)) this.note(wanted, 'released-in-relink');
    else this.add.push(wanted);
  }

  private wantLogin(wanted: ImportedIdentifier): void {
    const same = this.known.filter((known) => isSame(known, wanted));
    const login = same.find(({ use, state }) => use === 'login' && state !== 'released');
    if (login) {
      this.kept.add(login.id);
      if (login.state === 'pending') this.note(wanted, 'pending-in-relink');
      else if (login.origin === 'import' && login.value !== wanted.value)
        this.respell.push({ identifierId: login.id, value: wanted.value });
      return;
    }
    const holder = this.logins.of(wanted);
    const kept = this.reasonToKeepRelinks(wanted, same, holder);
    if (kept !== null) {
      this.note(wanted, kept);
    } else if (holder?.inThisFile === true) {
      this.note(wanted, `${wanted.kind}-of-another-customer`);
      this.wantContact({ ...wanted, use: 'contact' });
    } else {
      if (holder) this.takeFrom(holder);
      this.add.push(wanted);
      this.logins.give(wanted, this.customer.accountId);
    }
  }

  private reasonToKeepRelinks(
    wanted: ImportedIdentifier,
    same: readonly KnownIdentifier[],
    holder: LoginHolder | undefined,
  ): RowIssueCode | null {
    if (same.some(isRelinks)) return 'released-in-relink';
    if (this.known.some((known) => isRelinksLogin(known) && known.kind === wanted.kind))
      return 'changed-in-relink';
    return holder && (holder.origin !== 'import' || !holder.active) ? 'held-in-relink' : null;
  }

  private takeFrom(holder: LoginHolder): void {
    const { accountId, identifierId, kind, normalised } = holder;
    const takenByAccountId = this.customer.accountId;
    this.release.push({
      accountId,
      identifierId,
      kind,
      value: normalised,
      reason: 'taken',
      takenByAccountId,
    });
    this.logins.take(holder);
  }

  private dropWhatTheShopDropped(): void {
    const wanted = this.customer.row.identifiers;
    for (const known of this.known) {
      if (known.state === 'released' || this.kept.has(known.id)) continue;
      if (known.kind !== 'email' && known.kind !== 'phone') continue;
      if (isRelinksLogin(known)) {
        if (!wanted.some((identifier) => isSame(known, identifier)))
          this.issues.push(rowIssue(this.customer.line, COLUMN[known.kind], 'added-in-relink'));
      } else if (known.origin === 'import') {
        this.release.push({
          accountId: this.customer.accountId,
          identifierId: known.id,
          kind: known.kind,
          value: known.value,
          reason: 'removed-by-shop',
          takenByAccountId: null,
        });
        this.logins.drop(known);
      }
    }
  }

  private note(wanted: ImportedIdentifier, code: RowIssueCode): void {
    this.issues.push(rowIssue(this.customer.line, COLUMN[wanted.kind], code));
  }
}

function isSame(known: KnownIdentifier, wanted: ImportedIdentifier): boolean {
  return known.kind === wanted.kind && known.normalised === wanted.normalised;
}

/** Whether Relink, and not an earlier import, made the identifier what it is. */
function isRelinks({ origin, state, releaseReason }: KnownIdentifier): boolean {
  return origin !== 'import' || (state === 'released' && !SHOPS_OWN.has(releaseReason ?? ''));
}

function isRelinksLogin(known: KnownIdentifier): boolean {
  return known.origin !== 'import' && known.use === 'login' && known.state === 'verified';
}
