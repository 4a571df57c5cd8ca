import type { MessageChannel, MessageParams, MessageState, MessageTemplate } from '@relink/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An outgoing message. Its code or link is sealed while it waits, and gone afterwards. */
@Entity('message')
export class MessageEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') channel: MessageChannel;
  @Column('text') template: MessageTemplate;
  @Column('text') language: string;
  @Column('text') realm: string;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId: string | null;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId: string | null;
  @Column('uuid', { name: 'identifier_id', nullable: true }) identifierId: string | null;
  @Column('text') destination: string;
  @Column('jsonb') params: MessageParams;
  @Column('bytea', { name: 'secret_sealed', nullable: true, select: false }) secretSealed: Buffer | null;
  @Column('text') state: MessageState;
  @Column('integer') attempts: number;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { name: 'handed_over_at', nullable: true }) handedOverAt: Date | null;
  @Column('text', { name: 'provider_id', nullable: true }) providerId: string | null;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
  @Column('timestamptz', { name: 'bounced_at', nullable: true }) bouncedAt: Date | null;
  @Column('text', { name: 'carrier_code', nullable: true }) carrierCode: string | null;
}
