import { authRefusals } from '#auth'
import { type CatalogueEntry, platformRefusals } from '#platform/refusals'

/** Every refusal a person can meet, by code; docs/errors.md is generated from it. */
export const refusalCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  ...platformRefusals,
  ...authRefusals,
}
