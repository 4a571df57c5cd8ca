let ended = false;

/** Remembers that the server ended the session by itself, so that the sign-in page can say so. */
export function noteSessionEnd(): void {
  ended = true;
}

export function forgetSessionEnd(): void {
  ended = false;
}

/** Whether the sign-in page stands there because a session has ended. */
export function hasSessionEnded(): boolean {
  return ended;
}
