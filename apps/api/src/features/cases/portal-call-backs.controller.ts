import {
  callBackAnswer,
  callBackRequest,
  type PortalCallBackAnswer,
  type PortalCallBackRequest,
} from '@relink/contract';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OnPortal } from '../../platform/guard/access.ts';
import { FromPortal, type RequestContext } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { CallBackThrottle } from './call-back-throttle.ts';
import { RequestCallBack } from './request-call-back.ts';

/** Where a customer asks to be called whose e-mail or mobile number has changed. */
@ApiTags('portal')
@OnPortal()
@Controller('api/portal')
export class PortalCallBacksController {
  constructor(
    private readonly changes: Changes,
    private readonly throttle: CallBackThrottle,
    private readonly requestCallBack: RequestCallBack,
  ) {}

  @Post('call-backs')
  @ApiOperation({ summary: 'Asks the desk to call; the answer is the same for any number.' })
  @HttpCode(200)
  @SerializeOptions({ schema: callBackAnswer })
  @ApiOkResponse({ standardSchema: callBackAnswer })
  async ask(
    @Body({ schema: callBackRequest }) body: PortalCallBackRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<PortalCallBackAnswer> {
    await this.throttle.admit(context);
    const { result } = await this.changes.run(change, (em, now) =>
      this.requestCallBack.run(em, now, context, body),
    );
    return result;
  }
}
