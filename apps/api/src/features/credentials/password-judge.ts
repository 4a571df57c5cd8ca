import { type AccountFacts, judgePassword, type PasswordJudgement, type PolicyNumbers } from '@relink/domain';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Injectable } from '@nestjs/common';

/** Guessing time grows with the square of what is looked at, and nothing beyond this makes a password weak. */
const LOOKED_AT = 100;

/** Judges passwords by how hard they are to guess, knowing the words that people choose. */
@Injectable()
export class PasswordJudge {
  private zxcvbn: ZxcvbnFactory | undefined;

  /** `personal`: what an acquaintance would try first, such as the name. */
  judge(
    password: string,
    numbers: PolicyNumbers['password'],
    personal: readonly string[] = [],
  ): PasswordJudgement {
    const written = password.normalize('NFKC');
    const check = (text: string) => this.scoreOf(text, personal);
    // `Asha Patel 1980` is no better than `ashapatel1980`, but zxcvbn takes its spaces for chance.
    const score = personal.length === 0 ? check(written) : Math.min(check(written), check(squeezed(written)));
    return judgePassword({ length: [...written].length, score }, numbers);
  }

  private scoreOf(text: string, personal: readonly string[]): number {
    // Takes 30 ms: not at every start of a process that may never judge one.
    this.zxcvbn ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT });
    return this.zxcvbn.check(text, [...personal]).score;
  }
}

/** What an acquaintance of a customer would try: the names, alone and together, and the e-mail's parts. */
export function personalWords(firstName: string, lastName: string, emails: readonly string[]): string[] {
  const names = [firstName, lastName, `${firstName}${lastName}`, `${lastName}${firstName}`];
  const parts = emails.flatMap((email) => [email, ...email.split(/[@.+_-]/)]);
  return [...names, ...parts].map((word) => word.toLowerCase()).filter((word) => word.length > 2);
}

/** The e-mails an account has or had. */
export function emailsOf({ identifiers }: Pick<AccountFacts, 'identifiers'>): string[] {
  return identifiers.filter(({ kind }) => kind === 'email').map(({ normalised }) => normalised);
}

function squeezed(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}
