#!/bin/sh
# The five-minute story, told to a running development service with curl alone: docs/story.sh [http://127.0.0.1:8080]
#
# Each telling has a candidate of its own. What it prints stands in README.md, and a test tells it and compares.
set -eu

say() {
    printf '\n# %s\n' "$@"
}

# Shows a command, then does it.
try() {
    printf '$ %s\n' "$1"
    eval "$1"
}

service=${1:-http://127.0.0.1:8080}

say 'A candidate, and headers with tokens: COLLEGE is her program, BOARD the licensing authority.'
try "service=$service"
try 'eval "$(curl -sSf -X POST $service/sandbox/story)"'
try 'JSON="Content-Type: application/json"'
try 'READINESS="$BASE/people/$CANDIDATE/readiness?licenseType=ma-early-childhood-initial"'
try 'id() { sed "s/.*\"id\":\"\([^\"]*\)\".*/\1/"; }'

say 'Is she ready for a Massachusetts Initial license, and why not?'
try 'curl -sS -H "$BOARD" -H "Accept: text/plain" "$READINESS"'

say 'Her college has found eight hours in grades 1-2 and posts them.'
try 'HOURS="{\"person\":\"$CANDIDATE\",\"kind\":\"clinical-experience\",\"occurredOn\":\"2026-05-22\",\"hours\":8,\"gradeBand\":\"1-2\"}"'
try 'KEY=hours-of-$CANDIDATE'
try 'curl -sS -H "$COLLEGE" -H "$JSON" -H "Idempotency-Key: $KEY" $BASE/evidence -d "$HOURS"'
printf '\n'

say 'The answer got lost on the way? The same request again has no second effect, and the same answer.'
try 'curl -sS -H "$COLLEGE" -H "$JSON" -H "Idempotency-Key: $KEY" $BASE/evidence -d "$HOURS"'
printf '\n'

say 'She has been rated again, all seven elements Proficient; the program supervisor has not signed yet.'
try 'RATING=$(curl -sS -H "$COLLEGE" -H "$JSON" $BASE/evidence -d "$RATED_AGAIN" | id)'
try 'curl -sS -H "$BOARD" -H "Accept: text/plain" "$READINESS" | sed -n "1p; /^R1/,/^$/p"'

say 'The signature comes in, and the answer turns.'
try 'SIGNATURE="{\"role\":\"program-supervisor\",\"signer\":\"J. Lindqvist\",\"signedOn\":\"2026-06-14\"}"'
try 'curl -sS -H "$COLLEGE" -H "$JSON" $BASE/people/$CANDIDATE/evidence/$RATING/signatures -d "$SIGNATURE"'
printf '\n'
try 'curl -sS -H "$BOARD" -H "Accept: text/plain" "$READINESS" | sed -n "1p; /^R[16]/,/^$/p"'

say 'Anybody checks without us that her record is complete and unaltered. Take the key from where it is published.'
PROOF=$(mktemp)
trap 'rm -f "$PROOF"' EXIT
try 'LOG_KEY=$(curl -sS $BASE/log/keys | sed "s/.*\"key\":\"\([^\"]*\)\".*/\1/")'
try 'curl -sS -H "$BOARD" $BASE/people/$CANDIDATE/proof-bundle >"$PROOF"'
try 'java verify/Verify.java "$LOG_KEY" "$PROOF" | sed -n "2,3p; \$p"'

say 'The board freezes the answer that it is going to rely on.'
try 'QUESTION="{\"licenseType\":\"ma-early-childhood-initial\"}"'
try 'FROZEN=$(curl -sS -H "$BOARD" -H "$JSON" $BASE/people/$CANDIDATE/determinations -d "$QUESTION" | id)'

say 'Years later somebody asks the same question of the same records and rules: the same bytes.'
try 'curl -sS -H "$BOARD" $BASE/people/$CANDIDATE/determinations/$FROZEN/recomputation'
printf '\n'

say 'A named person at the board decides on the frozen answer; the license is issued with the grant.'
try 'DECISION="{\"determination\":\"$FROZEN\",\"act\":\"grant\",\"term\":\"P5Y\"}"'
try 'curl -sS -H "$BOARD" -H "$JSON" $BASE/people/$CANDIDATE/licensing-decisions -d "$DECISION"'
printf '\n'

say 'A district hires her. It knows her number at the board and her birth date; her id alone would not let it in.'
try 'HIRED="{\"employer\":\"$DISTRICT_ID\",\"startedOn\":\"2026-08-24\",\"position\":\"teacher\",\"identifiedBy\":$KNOWN_BY}"'
try 'EMPLOYMENT=$(curl -sS -H "$DISTRICT" -H "$JSON" $BASE/people/$CANDIDATE/employments -d "$HIRED" | id)'
say 'It learns of the license from the feed.'
# A reader goes on from where the last answer ended; what was recorded just now has its place a moment later.
FROM=0
tries=0
until
    page=$(curl -sS -H "$DISTRICT" "$BASE/events?type=license.issued&after=$FROM")
    printf '%s' "$page" | grep -q license.issued || [ "$tries" -gt 200 ]
do
    tries=$((tries + 1))
    FROM=$(printf '%s' "$page" | sed 's/.*"next":\([0-9]*\).*/\1/')
    sleep 0.1
done
try 'curl -sS -H "$DISTRICT" "$BASE/events?type=license.issued&after=$FROM"'
printf '\n'

say 'Induction begins. What is observed there is for growth: it counts in no decision about her.'
try 'curl -sS -H "$DISTRICT" -H "$JSON" $BASE/people/$CANDIDATE/inductions -d "{\"startedOn\":\"2026-08-24\"}"'
printf '\n'
try 'SEEN="{\"person\":\"$CANDIDATE\",\"kind\":\"observation\",\"occurredOn\":\"2026-10-09\",\"purpose\":\"growth\"}"'
try 'curl -sS -H "$DISTRICT" -H "$JSON" $BASE/evidence -d "$SEEN"'
printf '\n'

say 'One record from preparation through licensure into growth, as far as the district may see it.'
try 'curl -sS -H "$DISTRICT" $BASE/people/$CANDIDATE/continuum'
printf '\n'
