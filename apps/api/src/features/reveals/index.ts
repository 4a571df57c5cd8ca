export { RevealsModule } from './reveals.module.ts';
