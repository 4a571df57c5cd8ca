import {
  type ForgotPasswordRequest,
  forgotPasswordRequest,
  type ForgotPasswordResponse,
  forgotPasswordResponse,
  passwordStrengthRequest,
  type PasswordStrengthResponse,
  passwordStrengthResponse,
  type ResetPasswordRequest,
  resetPasswordRequest,
} from '@relink/contract';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { OnPortal } from '../../platform/guard/access.ts';
import { hashPassword } from '../../platform/guard/passwords.ts';
import { FromPortal, type RequestContext } from '../../platform/guard/request-context.ts';
import { refuseEvenly } from '../../platform/http/refuse-evenly.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { readEmail } from '../identifiers/index.ts';
import { AnswerThrottle } from '../verification/index.ts';
import { StrengthThrottle } from './customer-throttles.ts';
import { ForgotPassword } from './forgot-password.ts';
import { PasswordJudge } from './password-judge.ts';
import { ResetPassword } from './reset-password.ts';
import { weakPassword } from './weak-password.ts';

/** Where a customer gets a new password. A GET consumes nothing: there is none. */
@ApiTags('portal')
@OnPortal()
@Controller('api/portal')
export class PortalPasswordsController {
  constructor(
    private readonly changes: Changes,
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
    private readonly forgotPassword: ForgotPassword,
    private readonly resetPassword: ResetPassword,
    private readonly judge: PasswordJudge,
    private readonly throttle: AnswerThrottle,
    private readonly strengths: StrengthThrottle,
  ) {}

  @Post('forgot-password')
  @ApiOperation({ summary: 'Sends a reset to an e-mail that is a login; the answer is the same for any.' })
  @HttpCode(200)
  @SerializeOptions({ schema: forgotPasswordResponse })
  @ApiOkResponse({ standardSchema: forgotPasswordResponse })
  async forgot(
    @Body({ schema: forgotPasswordRequest }) body: ForgotPasswordRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<ForgotPasswordResponse> {
    const { normalised } = readEmail(body.email);
    await this.forgotPassword.admit(context, normalised);
    const { result } = await this.changes.run(change, (em, now) =>
      this.forgotPassword.run(em, now, context, normalised),
    );
    return result;
  }

  @Post('password-resets')
  @ApiOperation({ summary: 'Sets a password by a link’s token or by a code.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async reset(
    @Body({ schema: resetPasswordRequest }) body: ResetPasswordRequest,
    @Change() change: ChangeRequest,
    @FromPortal() context: RequestContext,
  ): Promise<void> {
    await this.strengths.admit(context);
    const { numbers } = await this.policy.read(poolOf(this.source));
    const judgement = this.judge.judge(body.password, numbers.password);
    if (!judgement.enough) throw new ProblemException(weakPassword(judgement));
    await refuseEvenly(() =>
      this.throttle.admit(context, async () => {
        const passwordHash = await hashPassword(body.password);
        await this.changes.run(change, (em, now) =>
          this.resetPassword.run(em, now, context, body, passwordHash),
        );
      }),
    );
  }

  @Post('password-strength')
  @ApiOperation({ summary: 'Judges how easy a password is to guess.' })
  @HttpCode(200)
  @SerializeOptions({ schema: passwordStrengthResponse })
  @ApiOkResponse({ standardSchema: passwordStrengthResponse })
  async strength(
    @Body({ schema: passwordStrengthRequest }) { password }: { password: string },
    @FromPortal() context: RequestContext,
  ): Promise<PasswordStrengthResponse> {
    await this.strengths.admit(context);
    const { numbers } = await this.policy.read(poolOf(this.source));
    return this.judge.judge(password, numbers.password);
  }
}
