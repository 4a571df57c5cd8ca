import { Module } from '@nestjs/common';
import { AuditVerifications } from './audit-verifications.ts';
import { AuditVerificationsController } from './audit-verifications.controller.ts';
import { LogKey } from './log-key.ts';
import { LogMetrics } from './log-metrics.ts';
import { ProofsController } from './proofs.controller.ts';
import { ReadProofs } from './read-proofs.ts';
import { Sequencer } from './sequencer.ts';
import { SignCheckpoint } from './sign-checkpoint.ts';
import { WitnessCheckpoints } from './witness-checkpoints.ts';

/** What makes the log prove itself. */
@Module({
  controllers: [AuditVerificationsController, ProofsController],
  providers: [
    AuditVerifications,
    LogKey,
    ReadProofs,
    LogMetrics,
    Sequencer,
    SignCheckpoint,
    WitnessCheckpoints,
  ],
})
export class AuditProofsModule {}
