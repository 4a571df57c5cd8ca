import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.ts';
import { Credentials } from './credentials.ts';
import { SignIn } from './sign-in.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { SignOut } from './sign-out.ts';

/** How agents come in and go. */
@Module({
  imports: [AgentsModule],
  controllers: [SignInController],
  providers: [Credentials, SignIn, SignInThrottle, SignOut],
})
export class SignInModule {}
