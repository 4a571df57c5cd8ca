import { Module } from '@nestjs/common';
import { ChangeStopsController } from './change-stops.controller.ts';
import { ChangeStops } from './change-stops.ts';
import { LiftChangeStop } from './lift-change-stop.ts';
import { PolicyController } from './policy.controller.ts';
import { PolicyVersions } from './policy-versions.ts';
import { SetPolicy } from './set-policy.ts';
import { StopChanges } from './stop-changes.ts';

/** What the desk may do, from when on, and the switch that stops it all. */
@Module({
  controllers: [PolicyController, ChangeStopsController],
  providers: [ChangeStops, LiftChangeStop, PolicyVersions, SetPolicy, StopChanges],
})
export class PolicyModule {}
