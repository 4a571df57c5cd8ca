import type { CaseAccountRole, CaseChannel, CaseOutcome, CaseState } from '@relink/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One customer's recovery, from first contact to closing. */
@Entity({ name: 'recovery_case' })
export class CaseEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  reference: string;

  @Column('text')
  realm: string;

  @Column('text')
  channel: CaseChannel;

  @Column('text')
  ticket: string;

  @Column('text')
  state: CaseState;

  @Column('text', { nullable: true })
  outcome: CaseOutcome | null;

  /** Null while nobody has taken it. */
  @Column('uuid', { name: 'agent_id', nullable: true })
  agentId: string | null;

  /** Null where a customer asked for it on the portal. */
  @Column('uuid', { name: 'opened_by', nullable: true })
  openedBy: string | null;

  /** When the customer is to have answered, while the case waits for them. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** Whose case it was before: what they found the accounts by still proves nothing. */
  @Column('uuid', { name: 'former_agent_ids', array: true })
  formerAgentIds: string[];

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'assurance_reset_at', nullable: true })
  assuranceResetAt: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}

/** What somebody at the desk wrote down about a case; never changed afterwards. */
@Entity({ name: 'case_note' })
export class CaseNoteEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  body: string;

  @Column('timestamptz')
  at: Date;
}

/** An account in a case. */
@Entity({ name: 'case_account' })
export class CaseAccountEntity {
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId: string;

  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: CaseAccountRole;

  @Column('boolean', { name: 'email_reported_lost' })
  emailReportedLost: boolean;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
