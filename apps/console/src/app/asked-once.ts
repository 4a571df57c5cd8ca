/** For how long nobody being signed in is believed, in milliseconds: every part of a page asks, and one answer is enough. */
const BELIEVED_FOR_MS = 2_000;

/**
 * What the server is asked once, however many want to know. An answer holds until it is forgotten; that there is none
 * (`isNone`), for a moment; any other failure, for nobody who asks later.
 */
export class AskedOnce<Answer> {
  private asked: Promise<Answer> | undefined;
  private none = false;

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly isNone: (error: unknown) => boolean,
  ) {}

  /** Throws what asking throws. */
  answer(): Promise<Answer> {
    return this.asked ?? this.begin();
  }

  /** Whether there is an answer, or one is awaited. */
  get held(): boolean {
    return this.asked !== undefined && !this.none;
  }

  hold(answer: Answer): void {
    this.none = false;
    this.asked = Promise.resolve(answer);
  }

  /** Whoever wants to know next asks anew. */
  forget(): void {
    this.none = false;
    this.asked = undefined;
  }

  private begin(): Promise<Answer> {
    const asking = this.ask();
    this.none = false;
    this.asked = asking;
    const drop = () => {
      if (this.asked === asking) this.forget();
    };
    asking.catch((error: unknown) => {
      if (!this.isNone(error)) drop();
      else if (this.asked === asking) {
        this.none = true;
        setTimeout(drop, BELIEVED_FOR_MS);
      }
    });
    return asking;
  }
}
