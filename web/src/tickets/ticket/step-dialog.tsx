import type { TicketView } from '../ticket-queries.ts'
import { AskDialog } from './ask-dialog.tsx'
import { ContactRecordDialog } from './contact-record-dialog.tsx'
import { AssignDialog, MoveDialog } from './duty-dialogs.tsx'
import { ConfirmDialog, ResolveDialog, RootCauseReportDialog } from './ending-dialogs.tsx'
import { FindingDialog } from './finding-dialog.tsx'
import { HandOffDialog } from './hand-off-dialog.tsx'
import { ObligationDialog } from './obligation-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { LowerDialog, LoweringDecisionDialog, ObjectionDialog } from './second-word-dialogs.tsx'
import { ObserveDialog, RestoreDialog, ScheduleDialog, WaitDialog } from './state-dialogs.tsx'
import type { Step } from './steps.ts'
import { TriageDialog } from './triage-dialog.tsx'

export type StepDialogProps = { readonly ticket: TicketView; readonly onClose: () => void }

/** The form of a step; steps that need no words have none. */
export function StepDialog({ step, ticket, onClose }: StepDialogProps & { readonly step: Step }) {
  const props = { ticket, onClose }
  switch (step) {
    case 'triage':
      return <TriageDialog {...props} />
    case 'hand_off':
      return <HandOffDialog {...props} />
    case 'ask':
      return <AskDialog {...props} />
    case 'decide_objection':
      return <ObjectionDialog {...props} />
    case 'lower':
      return <LowerDialog {...props} />
    case 'decide_lowering':
      return <LoweringDecisionDialog {...props} />
    case 'assign':
      return <AssignDialog {...props} />
    case 'move':
      return <MoveDialog {...props} />
    case 'record_contact':
      return <ContactRecordDialog {...props} />
    case 'record_finding':
      return <FindingDialog {...props} />
    case 'wait':
      return <WaitDialog {...props} />
    case 'schedule':
      return <ScheduleDialog {...props} />
    case 'observe':
      return <ObserveDialog {...props} />
    case 'restore':
      return <RestoreDialog {...props} />
    case 'resolve':
      return <ResolveDialog {...props} />
    case 'confirm':
      return <ConfirmDialog {...props} />
    case 'send_root_cause_report':
      return <RootCauseReportDialog {...props} />
    case 'add_obligation':
      return <ObligationDialog {...props} />
    case 'reopen':
      return <ReasonDialog {...props} step="reopen" command="POST /api/v1/tickets/{id}/reopening" />
    case 'withdraw_restoration':
      return <ReasonDialog {...props} step="withdraw_restoration" command="DELETE /api/v1/tickets/{id}/restoration" />
    case 'unschedule':
      return <ReasonDialog {...props} step="unschedule" command="DELETE /api/v1/tickets/{id}/schedule" />
    case 'end_observation':
      return <ReasonDialog {...props} step="end_observation" command="DELETE /api/v1/tickets/{id}/observation" />
    case 'acknowledge':
    case 'end_wait':
      return null
  }
}
