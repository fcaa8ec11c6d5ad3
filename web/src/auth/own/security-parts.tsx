import { OwnSessions } from './own-sessions.tsx'
import { Password } from './password.tsx'
import { TwoFactor } from './two-factor.tsx'

/** How one signs in, the same for staff and for people of customers and partners. */
export function SecurityParts() {
  return (
    <>
      <TwoFactor />
      <Password />
      <OwnSessions />
    </>
  )
}
