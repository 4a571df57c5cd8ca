import type { AgentRole } from '@relink/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who works at the desk. The password's hash is read only where it is asked for by name. */
@Entity({ name: 'agent' })
export class AgentEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Kept in lower case: unique without regard to case. */
  @Column('text')
  username: string;

  @Column('text')
  name: string;

  @Column('text')
  role: AgentRole;

  /** Null: comes in by the company alone. */
  @Column('text', { name: 'password_hash', select: false, nullable: true })
  passwordHash: string | null;

  /** Null: not since the desk notes it. */
  @Column('timestamptz', { name: 'password_changed_at', nullable: true })
  passwordChangedAt: Date | null;

  /** The recovery that took their factors away, until they enrol by its code. */
  @Column('uuid', { name: 'recovery_id', nullable: true })
  recoveryId: string | null;

  /** The company's identity provider and what it calls them; null: a password of the desk's own. */
  @Column('text', { nullable: true })
  issuer: string | null;

  @Column('text', { nullable: true })
  subject: string | null;

  /** One of the demo's own sign-ins, whose password is printed: urged to a second factor, not held to it. */
  @Column('boolean')
  demo: boolean;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
