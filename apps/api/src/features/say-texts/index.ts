export { SayTextsModule } from './say-texts.module.ts';
