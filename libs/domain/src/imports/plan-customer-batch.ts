import type { AccountStatus } from '../accounts/index.ts';
import type {
  CustomerPlan,
  CustomerToPlan,
  HeldLogin,
  IdentifierRelease,
  KnownAccount,
  KnownIdentifier,
  SurvivorHold,
} from './customer-plan.ts';
import { LoginHolders } from './login-holders.ts';
import type { ImportedIdentifier } from './map-customer.ts';
import { planDetails } from './plan-details.ts';
import { type RowIssue, type RowIssueCode, rowIssue } from './row-issue.ts';
import type { Said } from './said.ts';

const SHOPS_OWN: ReadonlySet<string> = new Set(['taken', 'removed-by-shop']);

/**
 * Decides what a batch of customers changes, in the file's order. `holders` are the accounts that sign in with any of
 * the batch's logins now. What Relink itself changed is never touched, only listed; where two rows of a file want
 * one login the first has it; a login of an account that the file has not spoken of yet was taken from it. A row without
 * an id takes no login from anybody, and changes none that a file with ids gave.
 */
export function planCustomerBatch(
  customers: readonly CustomerToPlan[],
  holders: readonly HeldLogin[],
  said: Said,
): CustomerPlan[] {
  const logins = new LoginHolders(holders);
  return customers.map((customer) => {
    const plan =
      customer.account !== null && isInactive(customer.account)
        ? planInactive(customer, customer.account)
        : new CustomerPlanner(customer, logins, said).plan();
    logins.spokenOf(customer.accountId);
    return plan;
  });
}

type Inactive = KnownAccount & { readonly status: keyof typeof INACTIVE };

const INACTIVE = {
  suspended: 'account-not-active',
  closed: 'account-not-active',
  merged: 'account-merged',
} as const satisfies Record<Exclude<AccountStatus, 'active'>, RowIssueCode>;

function isInactive(account: KnownAccount): account is Inactive {
  return account.status !== 'active';
}

function planInactive(customer: CustomerToPlan, account: Inactive): CustomerPlan {
  return {
    ...customer,
    outcome: account.sameRow ? 'unchanged' : 'differing',
    writesAccount: false,
    add: [],
    release: [],
    respell: [],
    details: {},
    survivorHolds: survivorHolds(customer, account),
    issues: account.sameRow ? [] : [rowIssue(customer.line, '', INACTIVE[account.status])],
  };
}

/** Nobody gets free by a merge. Also of a row that is what it was: it may say again what it said before the merge. */
function survivorHolds({ row }: CustomerToPlan, { id, mergedInto }: Inactive): SurvivorHold[] {
  if (mergedInto === null) return [];
  return (row.details?.holds ?? []).map(({ kind, open }) => ({
    accountId: mergedInto,
    tombstoneId: id,
    kind,
    open,
  }));
}

class CustomerPlanner {
  private readonly add: ImportedIdentifier[] = [];
  private readonly release: IdentifierRelease[] = [];
  private readonly respell: { identifierId: string; value: string }[] = [];
  private readonly issues: RowIssue[] = [];
  private readonly kept = new Set<string>();
  private readonly known: readonly KnownIdentifier[];
  private readonly hasNoId: boolean;
  /** Whether the account's logins came from a file that can say whose they are. */
  private readonly isOutranked: boolean;

  constructor(
    private readonly customer: CustomerToPlan,
    private readonly logins: LoginHolders,
    private readonly said: Said,
  ) {
    this.hasNoId = customer.row.externalId === '';
    this.isOutranked = this.hasNoId && customer.account?.hasId === true;
    this.known = (customer.account?.identifiers ?? []).filter(({ id }) => !logins.wasTaken(id));
  }

  plan(): CustomerPlan {
    const { customer } = this;
    for (const wanted of customer.row.identifiers) {
      if (wanted.use === 'contact') this.wantContact(wanted);
      else this.wantLogin(wanted);
    }
    this.dropWhatTheShopDropped();
    const { details, differs: detailsDiffer } = planDetails(customer);
    if (detailsDiffer) this.issues.push(rowIssue(customer.line, '', 'merged-in-relink'));
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
      details,
      survivorHolds: [],
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
    } else if (this.isOutranked) {
      const contact = same.find(({ state }) => state !== 'released');
      if (contact === undefined) this.note(wanted, 'kept-beside-the-file');
    } else if (holder?.inThisFile === true) {
      this.note(wanted, `${wanted.kind}-of-another-customer`);
      this.wantAsContact(wanted);
    } else if (holder && this.hasNoId) {
      this.note(wanted, 'login-of-another-account');
      this.wantAsContact(wanted);
    } else {
      if (holder) this.takeFrom(holder);
      this.add.push(wanted);
      this.logins.give(wanted, this.customer.accountId);
    }
  }

  /** A user name is nothing that anybody could be reached by. */
  private wantAsContact(wanted: ImportedIdentifier): void {
    if (wanted.kind !== 'username') this.wantContact({ ...wanted, use: 'contact' });
  }

  private reasonToKeepRelinks(
    wanted: ImportedIdentifier,
    same: readonly KnownIdentifier[],
    holder: HeldLogin | undefined,
  ): RowIssueCode | null {
    if (same.some(isRelinks)) return 'released-in-relink';
    if (this.known.some((known) => isRelinksLogin(known) && known.kind === wanted.kind))
      return 'changed-in-relink';
    return holder && (holder.origin !== 'import' || !holder.active) ? 'held-in-relink' : null;
  }

  private takeFrom(holder: HeldLogin): void {
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
      if (known.kind === 'federated' || !this.isSpokenOf(known)) continue;
      if (isRelinksLogin(known)) {
        if (!wanted.some((identifier) => isSame(known, identifier)))
          this.issues.push(rowIssue(this.customer.line, this.said.columns[known.kind], 'added-in-relink'));
      } else if (known.origin === 'import' && !this.isOutranked) {
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

  /** A file without a column for it says nothing about it. */
  private isSpokenOf({ kind, use }: KnownIdentifier): boolean {
    const { said } = this;
    if (kind === 'phone') return said.phone || (use === 'contact' && said.addressPhone);
    return kind === 'email' ? said.email : said.username;
  }

  private note(wanted: ImportedIdentifier, code: RowIssueCode): void {
    this.issues.push(rowIssue(this.customer.line, this.said.columns[wanted.kind], code));
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
