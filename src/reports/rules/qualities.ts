/** Fewer than this, and a percentage says more about chance than about us. */
export const LEAST = 10

/** How many of how many. With fewer than ten cases only how many there were is said. */
export type Share = {
  readonly n: number
  readonly met: number | null
  /** 0 to 1, to three places. */
  readonly share: number | null
}

export type Tally = { readonly n: number; readonly met: number }

/** What the store counts for one group of tickets. `digestion`: milliseconds. */
export type Counts = {
  readonly tickets: number
  readonly toldFirst: Tally
  readonly acknowledge: Tally
  readonly firstResponse: Tally
  readonly answer: Tally
  readonly digestion: { readonly n: number; readonly medianMs: number | null }
  readonly firstTry: Tally
  readonly notReopened: Tally
  readonly causeFound: Tally
  readonly workaround: Tally
  readonly permanentFix: Tally
  readonly reviewed: Tally
  readonly advice: Tally
  readonly updates: Tally
  readonly reports: Tally
  readonly followUps: Tally
}

/** The four qualities of one group of tickets, and the headline. */
export type Qualities = {
  readonly tickets: number
  /** Headline: problems we told the customer about before they told us. */
  readonly toldFirst: Share
  readonly speed: {
    readonly acknowledge: Share
    readonly firstResponse: Share
    readonly answer: Share
    /** From the customer's first word to the ticket (自行消化时长). */
    readonly digestion: { readonly n: number; readonly medianMinutes: number | null }
  }
  readonly expertise: { readonly firstTry: Share; readonly notReopened: Share; readonly causeFound: Share }
  readonly completeness: { readonly workaround: Share; readonly permanentFix: Share; readonly reviewed: Share; readonly advice: Share }
  readonly continuity: { readonly updates: Share; readonly reports: Share; readonly followUps: Share }
}

const NONE: Tally = { n: 0, met: 0 }
/** A group without tickets. */
export const NO_COUNTS: Counts = {
  ...{ tickets: 0, toldFirst: NONE, acknowledge: NONE, firstResponse: NONE, answer: NONE, digestion: { n: 0, medianMs: null } },
  ...{ firstTry: NONE, notReopened: NONE, causeFound: NONE, workaround: NONE, permanentFix: NONE, reviewed: NONE, advice: NONE },
  ...{ updates: NONE, reports: NONE, followUps: NONE },
}

export function qualities(counts: Counts): Qualities {
  const { digestion } = counts
  return {
    tickets: counts.tickets,
    toldFirst: share(counts.toldFirst),
    speed: {
      acknowledge: share(counts.acknowledge),
      firstResponse: share(counts.firstResponse),
      answer: share(counts.answer),
      digestion: {
        n: digestion.n,
        medianMinutes: digestion.n < LEAST || digestion.medianMs === null ? null : Math.round(digestion.medianMs / 60_000),
      },
    },
    expertise: { firstTry: share(counts.firstTry), notReopened: share(counts.notReopened), causeFound: share(counts.causeFound) },
    completeness: {
      workaround: share(counts.workaround),
      permanentFix: share(counts.permanentFix),
      reviewed: share(counts.reviewed),
      advice: share(counts.advice),
    },
    continuity: { updates: share(counts.updates), reports: share(counts.reports), followUps: share(counts.followUps) },
  }
}

export function share({ n, met }: Tally): Share {
  return n < LEAST ? { n, met: null, share: null } : { n, met, share: Math.round((met / n) * 1000) / 1000 }
}
