# An example of a policy over report.json, for Open Policy Agent and conftest:
#
#   conftest test leakgate-report/report.json --policy policy
#   opa eval --fail-defined --input leakgate-report/report.json --data policy.rego 'data.main.deny[_]'
#
# Copy it and keep what you need. Fields: src/report/leak-report.schema.json.
package main

import future.keywords.contains
import future.keywords.if
import future.keywords.in

# The runs: of a merged report those of its cells, else the report itself.
runs contains run if {
	some cell in input.cells
	cell.report != null
	run := cell.report
}

runs contains input if not input.cells

leaks contains {"run": run, "leak": finding} if {
	some run in runs
	some finding in run.findings
	finding.status == "leak"
}

# What became of a leak since the base; undefined without one.
change_of(run, finding) := change.change if {
	some change in run.comparison.changes
	change.signature == finding.signature
}

is_old(run, finding) if change_of(run, finding) in {"known", "slower"}

# Listeners and timers must never pile up, however small they are; known ones are for another day.
deny contains msg if {
	some entry in leaks
	entry.leak.growthMode in {"listener-accumulation", "timer"}
	not is_old(entry.run, entry.leak)
	msg := sprintf("%s: %v per request", [entry.leak.owner, entry.leak.objectsPerRequest])
}

# Nothing on the way to the payment may leak, at any rate.
deny contains msg if {
	some entry in leaks
	contains(entry.leak.request, "/payment")
	msg := sprintf("%s leaks on %s", [entry.leak.owner, entry.leak.request])
}

# A green run counts only if it could have seen one object per 100 requests.
deny contains msg if {
	some run in runs
	run.verdict.conclusion == "pass"
	not run.sensitivity.oneObjectPerRequests >= 100
	msg := sprintf("the run could only have seen 1 object per %v requests", [run.sensitivity.oneObjectPerRequests])
}

# Every run must have come to a verdict.
deny contains msg if {
	some run in runs
	run.verdict.conclusion == "inconclusive"
	msg := run.title
}

deny contains msg if {
	some cell in input.cells
	cell.report == null
	msg := sprintf("%s: %s", [cell.name, cell.why])
}

# Somebody should look at these.
warn contains msg if {
	some run in runs
	some accepted in run.accepted
	accepted.state != "active"
	msg := sprintf("accepted leak is %s: %s (%s)", [accepted.state, accepted.signature, accepted.owner])
}

warn contains msg if {
	some entry in leaks
	is_old(entry.run, entry.leak)
	msg := sprintf("%s has leaked before this change", [entry.leak.owner])
}
