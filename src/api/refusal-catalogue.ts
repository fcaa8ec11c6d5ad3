import { authRefusals } from '#auth'
import { customersRefusals } from '#customers'
import { organizationRefusals } from '#organization'
import { obligationRefusals } from '#obligations'
import { type CatalogueEntry, platformRefusals } from '#platform/refusals'

/** Every refusal a person can meet, by code; docs/errors.md is generated from it. */
export const refusalCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  ...platformRefusals,
  ...authRefusals,
  ...obligationRefusals,
  ...organizationRefusals,
  ...customersRefusals,
}
