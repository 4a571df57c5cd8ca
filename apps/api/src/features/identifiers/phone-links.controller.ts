import {
  idParams,
  type LinkPhoneRequest,
  linkPhoneRequest,
  type LinkPhoneResponse,
  linkPhoneResponse,
} from '@relink/contract';
import { Body, Controller, Inject, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { readChange } from './changes-of-case.ts';
import { LinkPhone } from './link-phone.ts';
import { readPhone } from './read-phone.ts';

/** Where an agent links a phone. One that waits is cancelled and sent again where a new e-mail is. */
@ApiTags('identifiers')
@Controller('api/cases/:id/phone-links')
export class PhoneLinksController {
  constructor(
    private readonly changes: Changes,
    private readonly source: DataSource,
    private readonly linkPhone: LinkPhone,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Links a phone to an account, once its holder has answered a code.' })
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: linkPhoneResponse })
  @ApiCreatedResponse({ standardSchema: linkPhoneResponse })
  async link(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: linkPhoneRequest }) { accountId, phone }: LinkPhoneRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<LinkPhoneResponse> {
    const asked = { accountId, phone: readPhone(phone, this.settings.shopCountries) };
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.linkPhone.run(em, now, context, id, asked),
    );
    return readChange(poolOf(this.source), context, id, resourceId);
  }
}
