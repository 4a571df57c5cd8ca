import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentEntity } from './agent.entity.ts';
import { AgentsController } from './agents.controller.ts';
import { Agents } from './agents.ts';
import { ChangePrivateContacts } from './change-private-contacts.ts';
import { CompanyAgent } from './company-agent.ts';
import { CreateAgent } from './create-agent.ts';
import { FactorRecoveries } from './factor-recoveries.ts';
import { FactorRecoveriesController } from './factor-recoveries.controller.ts';
import { FirstAgents } from './first-agents.ts';
import { PrivateContactsController } from './private-contacts.controller.ts';
import { PrivateContacts } from './private-contacts.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { RecoverFactors } from './recover-factors.ts';
import { UpdateAgent } from './update-agent.ts';

/** Who works at the desk, and as what. */
@Module({
  imports: [TypeOrmModule.forFeature([AgentEntity])],
  controllers: [AgentsController, PrivateContactsController, FactorRecoveriesController],
  providers: [
    Agents,
    ChangePrivateContacts,
    CompanyAgent,
    CreateAgent,
    FactorRecoveries,
    FirstAgents,
    PrivateContacts,
    RecoverFactors,
    RecoveryCodes,
    UpdateAgent,
  ],
  exports: [Agents, CompanyAgent, FirstAgents, PrivateContacts, RecoveryCodes],
})
export class AgentsModule {}
