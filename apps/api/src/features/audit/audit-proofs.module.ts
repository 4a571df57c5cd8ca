import { Module } from '@nestjs/common';
import { LogKey } from './log-key.ts';
import { LogMetrics } from './log-metrics.ts';
import { Sequencer } from './sequencer.ts';
import { SignCheckpoint } from './sign-checkpoint.ts';
import { WitnessCheckpoints } from './witness-checkpoints.ts';

/** What makes the log prove itself. */
@Module({
  providers: [LogKey, LogMetrics, Sequencer, SignCheckpoint, WitnessCheckpoints],
})
export class AuditProofsModule {}
