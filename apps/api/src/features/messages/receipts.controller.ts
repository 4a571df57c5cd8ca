import {
  receiptRequest,
  type ReceiptRequest,
  twilioReceipt,
  type TwilioReceipt,
  twilioReceiptQuery,
} from '@relink/contract';
import { Body, Controller, HttpCode, Inject, Post, Query, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../platform/config/clock.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { ForProviders } from '../../platform/guard/access.ts';
import { problem } from '../../platform/problems/problem.ts';
import { PublicAddress } from './public-address.ts';
import { isSigned, SIGNATURE_HEADER } from '../../platform/http/signed-body.ts';
import { TakeReceipt } from './take-receipt.ts';
import {
  isSignedByTwilio,
  receiptOfTwilio,
  TWILIO_RECEIPTS,
  TWILIO_SIGNATURE_HEADER,
} from './twilio-receipts.ts';

type Signed = RawBodyRequest<FastifyRequest>;

/** Where providers report what became of messages. Nobody signs in here: the signature says who it is. */
@ApiTags('receipts')
@ForProviders()
@Controller('api/receipts')
export class ReceiptsController {
  constructor(
    private readonly take: TakeReceipt,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly address: PublicAddress,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('messages')
  @ApiOperation({
    summary: 'Takes a receipt of the shop’s own gateway or mail server, signed like the SMS webhook.',
  })
  @HttpCode(204)
  @ApiNoContentResponse()
  async messages(
    @Req() request: Signed,
    @Body({ schema: receiptRequest }) { id, state, code }: ReceiptRequest,
  ): Promise<void> {
    const { receiptSecret } = this.settings;
    const body = request.rawBody?.toString() ?? '';
    const now = await this.now();
    if (receiptSecret === undefined || !isSigned(body, request.headers[SIGNATURE_HEADER], receiptSecret, now))
      throw problem('not-permitted');
    await this.report({ id, state, code: code ?? null }, now);
  }

  @Post('twilio')
  @ApiOperation({ summary: 'Takes a status callback of Twilio’s.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async twilio(
    @Req() request: Signed,
    @Query({ schema: twilioReceiptQuery }) { message }: { message: string },
    @Body({ schema: twilioReceipt }) body: TwilioReceipt,
  ): Promise<void> {
    const { twilio } = this.settings;
    const url = `${this.address.get()}${TWILIO_RECEIPTS}?message=${message}`;
    const form = request.rawBody?.toString() ?? '';
    if (
      twilio === undefined ||
      !isSignedByTwilio(url, form, request.headers[TWILIO_SIGNATURE_HEADER], twilio.authToken)
    )
      throw problem('not-permitted');
    const receipt = receiptOfTwilio(message, body);
    if (receipt !== null) await this.report(receipt, await this.now());
  }

  private report(receipt: Parameters<TakeReceipt['run']>[1], now: Date): Promise<void> {
    return this.take.run({ principal: { kind: 'system' }, address: null, now }, receipt);
  }

  private async now(): Promise<Date> {
    const [row] = await runSql<{ now: Date }>(poolOf(this.source), 'select now() as now', []);
    if (!row) throw new Error('The database did not say what time it is.');
    return this.clock.read(row.now);
  }
}
