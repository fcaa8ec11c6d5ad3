import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inkOn } from './brand.ts'

test.each([
  ['#000000', '#ffffff'],
  ['#0958d9', '#ffffff'],
  ['#1a7f37', '#ffffff'],
  ['#ffd666', '#000000'],
  ['#ffffff', '#000000'],
])('on %s one writes %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink)
})

test('whatever the colour, what stands on it can be read', () => {
  const channel = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(channel, channel, channel, (...channels) => {
      const color = `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`
      const [lighter, darker] = [luminance(color), luminance(inkOn(color))].toSorted((a, b) => b - a) as [number, number]
      expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

// As the standard writes it, by another road than the rule's.
function luminance(color: string): number {
  const part = (at: number, weight: number) => {
    const value = Number(`0x${color.slice(at, at + 2)}`) / 255
    return weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  }
  return part(1, 0.2126) + part(3, 0.7152) + part(5, 0.0722)
}
