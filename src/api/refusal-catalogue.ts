import { attachmentRefusals } from '#attachments'
import { authRefusals } from '#auth'
import { customersRefusals } from '#customers'
import { mailRefusals } from '#mail'
import { obligationRefusals } from '#obligations'
import { organizationRefusals } from '#organization'
import { testClockRefusals } from '#platform/jobs/test-clock-refusals'
import { type CatalogueEntry, platformRefusals } from '#platform/refusals'
import { reportRefusals } from '#reports'
import { ticketRefusals } from '#tickets'

/** Every refusal a person can meet, by code; docs/errors.md is generated from it. */
export const refusalCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  ...platformRefusals,
  ...authRefusals,
  ...organizationRefusals,
  ...customersRefusals,
  ...obligationRefusals,
  ...ticketRefusals,
  ...reportRefusals,
  ...attachmentRefusals,
  ...mailRefusals,
  ...testClockRefusals,
}
