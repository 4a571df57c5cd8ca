import {
  type ConfirmEmailRequest,
  confirmEmailRequest,
  type PortalCodeRequest,
  portalCodeRequest,
  type PortalCodeResponse,
  portalCodeResponse,
} from '@relink/contract';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OnPortal } from '../../platform/guard/access.ts';
import { FromPortal, type RequestContext } from '../../platform/guard/request-context.ts';
import { refuseEvenly } from '../../platform/http/refuse-evenly.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AnswerCode } from './answer-code.ts';
import { AnswerThrottle } from './answer-throttle.ts';

/** Where customers bring their codes and links. A GET consumes nothing: there is none. */
@ApiTags('portal')
@OnPortal()
@Controller('api/portal')
export class PortalCodesController {
  constructor(
    private readonly changes: Changes,
    private readonly answer: AnswerCode,
    private readonly throttle: AnswerThrottle,
  ) {}

  @Post('codes')
  @ApiOperation({ summary: 'Takes a code that the customer typed.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalCodeResponse })
  @ApiOkResponse({ standardSchema: portalCodeResponse })
  async codes(
    @Body({ schema: portalCodeRequest }) body: PortalCodeRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<PortalCodeResponse> {
    const { result } = await refuseEvenly(() =>
      this.throttle.admit(context, () =>
        this.changes.run(change, (em, now) => this.answer.byCode(em, now, context, body)),
      ),
    );
    return result;
  }

  @Post('email-confirmations')
  @ApiOperation({ summary: 'Takes the link by which a new e-mail is confirmed.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalCodeResponse })
  @ApiOkResponse({ standardSchema: portalCodeResponse })
  async emailConfirmations(
    @Body({ schema: confirmEmailRequest }) { token }: ConfirmEmailRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<PortalCodeResponse> {
    const { result } = await refuseEvenly(() =>
      this.throttle.admit(context, () =>
        this.changes.run(change, (em, now) => this.answer.byLink(em, now, context, token)),
      ),
    );
    return result;
  }
}
