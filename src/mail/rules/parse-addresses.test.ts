import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddresses } from './parse-addresses.ts'

const asIs = (text: string): string => text
const NAME = fc.string({ unit: fc.constantFrom(...'李娜王伟abcXYZ 0129,;:()<>@."\\\'-'), maxLength: 30 })
const ADDRESS = fc
  .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9._+-]{0,20}$/), fc.stringMatching(/^[a-z0-9]{1,12}\.example$/))
  .map((parts) => parts.join('@'))

test('whatever the names, a list written by the rules is read as it was meant', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(NAME, ADDRESS), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(', ', ',', ' ; ', ',\n '),
      (people, between) => {
        const written = people.map(([name, address]) => `"${name.replace(/(["\\])/g, '\\$1')}" <${address}>`).join(between)
        const { addresses, leftOut } = parseAddresses(written, 100, asIs)
        expect(addresses.map((one) => one.address)).toEqual(people.map(([, address]) => address))
        expect(leftOut).toBe(0)
        const plain = (name: string): string =>
          name
            .replace(/\s+/g, ' ')
            .trim()
            .replace(/^["'\s]+|["'\s]+$/g, '')
        expect(addresses.map((one) => one.name)).toEqual(people.map(([name]) => plain(name)))
      },
    ),
    { numRuns: 1_000 },
  )
})

test('beyond the limit they are counted', () => {
  const written = Array.from({ length: 50 }, (_, at) => `u${at}@x.example`).join(', ')
  expect(parseAddresses(written, 20, asIs)).toMatchObject({ leftOut: 30, addresses: { length: 20 } })
})

test('any text is read without fault, and gives nothing but addresses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a@.,;:<>()"\\ =?李\n'), maxLength: 80 }), (text) => {
      for (const { address, name } of parseAddresses(text, 10, asIs).addresses) {
        expect(address).toMatch(/^.+@.+$/)
        expect(name).toBe(name.trim())
      }
    }),
    { numRuns: 2_000 },
  )
})
