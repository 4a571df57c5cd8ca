import { Module } from '@nestjs/common';
import { SayTextsController } from './say-texts.controller.ts';
import { SayTexts } from './say-texts.ts';
import { WordSayText } from './word-say-text.ts';

/** What agents may say, and how a shop words it. */
@Module({ controllers: [SayTextsController], providers: [SayTexts, WordSayText] })
export class SayTextsModule {}
