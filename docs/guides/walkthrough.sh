#!/bin/sh
# One ticket from report to closure, by HTTP alone, on the demo company; needs curl and jq. Run beside a running bin/start:
#   sh docs/guides/walkthrough.sh                       (MUSTER=http://localhost:9000 when it listens elsewhere)
# 用接口走完一张工单的一生：上报、认领、定级、告知、转交、恢复、验证、解决、确认、关闭。需要 curl 和 jq，先运行 bin/start。
set -eu
cd "$(dirname "$0")/../.."
: "${MUSTER:=http://localhost:8080}"
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

key() { bin/muster keys create --staff "$1" --name walkthrough | awk '{ print $NF }'; }    # a key acts as its person
as() { curl -s -X "$2" "$MUSTER/api/v1$3" -H "Authorization: Bearer $1" -H 'Content-Type: application/json' -d "${4:-{\}}"; }

# Report. From its first instant the ticket has an owner, a liaison, a severity and everything that is owed, with due instants.
SUPPORT=$(key lixiaoman@heyu.example)
T=$(as $SUPPORT POST /tickets '{"kind": "defect", "title": "导出超时", "contactEmail": "u2@lanting.example", "report": {"symptom":
  "两万行以上的报表导出一直转圈", "impact": "department", "urgency": "degraded", "occurredAt": "2026-03-02T01:30:00Z"}}' | jq -r .number)
as $SUPPORT GET /tickets/$T | jq '{number, severity, owner: .owner.name, owed: [.obligations[] | "\(.kind) by \(.dueAt)"]}'

# The owner acknowledges, triages, and tells the customer something and when they hear next.
OWNER=$(key "$(as $SUPPORT GET /staff/$(as $SUPPORT GET /tickets/$T | jq -r .owner.id) | jq -r .email)")
as $OWNER POST /tickets/$T/acknowledgement | jq -c .owner
as $OWNER POST /tickets/$T/triage '{"impact": "department", "urgency": "degraded"}' | jq -c .severity
as $OWNER POST /tickets/$T/messages '{"audience": "customer", "body": "已能复现，正在定位，一小时内告诉您进展。"}' | jq -c .id

# A hand-off is an offer: the giver holds the duty until it is accepted. (`force` and `reason`: whoever is off duty just now.)
TESTER=$(key sunlele@heyu.example) ENGINEER=$(key zhaoheng@heyu.example)
offer() { as $1 POST /tickets/$T/hand-offs "{\"duty\": \"owner\", \"toStaffId\": \"$(as $2 GET /me | jq -r .id)\", \"toStation\": \"$3\",
  \"done\": \"$4\", \"needed\": \"$5\", \"force\": true, \"reason\": \"演示\"}" | jq -r '.offers[0].id'; }
as $TESTER POST /hand-offs/$(offer $OWNER $TESTER qa 确认了现象 请复现)/acceptance | jq -c '[.station, .owner.name]'
as $TESTER POST /tickets/$T/findings '{"station": "qa", "reproduced": "yes", "evidence": "两万行以上必现"}' | jq -c .station
as $ENGINEER POST /hand-offs/$(offer $TESTER $ENGINEER engineering 已复现 请修复)/acceptance | jq -c '[.station, .owner.name]'

# Restore first, then fix; somebody else verifies; only then can it be resolved.
as $ENGINEER POST /tickets/$T/restoration '{"how": "临时调大超时，导出可用"}' | jq -c '.obligations[] | select(.kind == "restore") | [.kind, .state]'
as $ENGINEER POST /tickets/$T/findings '{"station": "engineering", "cause": "导出没有分页", "fixReference": "MR-42"}' | jq -c .id
as $TESTER POST /tickets/$T/findings '{"station": "qa", "verified": true}' | jq -c .id
as $ENGINEER POST /tickets/$T/resolution '{"text": "导出改为分页", "causeClass": "implementation", "prevention": "大数据量用例进回归"}' | jq -c .status

# The customer confirms, signed in as in the browser. An S2 owes its root-cause report; when it is sent, the ticket closes.
curl -s -c "$jar" -o /dev/null -H 'Content-Type: application/json' $MUSTER/api/auth/sign-in/email \
  -d "$(bin/muster demo sign-ins --json | jq -c '.[] | select(.role == "customer") | {email, password}')"
curl -s -b "$jar" -H 'Content-Type: application/json' $MUSTER/api/v1/tickets/$T/confirmation -d '{"resolution": 5}' | jq -c .status
as $OWNER POST /tickets/$T/root-cause-reports '{"body": "根因：导出没有分页。整改：已分页，用例进回归。"}' | jq -c '[.status, .closedAs]'
