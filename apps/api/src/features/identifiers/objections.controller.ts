import {
  type ObjectionRequest,
  objectionRequest,
  type ObjectionResponse,
  objectionResponse,
} from '@relink/contract';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OnPortal } from '../../platform/guard/access.ts';
import { FromPortal, type RequestContext } from '../../platform/guard/request-context.ts';
import { refuseEvenly } from '../../platform/http/refuse-evenly.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AnswerThrottle } from '../verification/index.ts';
import { OpposeChange } from './oppose-change.ts';

/** Where somebody who was told of a change says that it was not them. A GET consumes nothing: there is none. */
@ApiTags('portal')
@OnPortal()
@Controller('api/portal/objections')
export class ObjectionsController {
  constructor(
    private readonly changes: Changes,
    private readonly oppose: OpposeChange,
    private readonly throttle: AnswerThrottle,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Takes the link by which somebody says that a change was not theirs.' })
  @HttpCode(200)
  @SerializeOptions({ schema: objectionResponse })
  @ApiOkResponse({ standardSchema: objectionResponse })
  async object(
    @Body({ schema: objectionRequest }) { token }: ObjectionRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<ObjectionResponse> {
    const { result } = await refuseEvenly(() =>
      this.throttle.admit(context, () =>
        this.changes.run(change, (em, now) => this.oppose.run(em, now, context, token)),
      ),
    );
    return result;
  }
}
