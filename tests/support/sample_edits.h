/*
 * Edits of samples/complete.yaml that rules of several jurisdictions are tried with. Each is an item of
 * RULE_CASE's list, or several; lines that are taken away become comments.
 */
#ifndef TESTS_SUPPORT_SAMPLE_EDITS_H
#define TESTS_SUPPORT_SAMPLE_EDITS_H

/* 10, 50 and 100 characters. */
#define T10 "一二三四五六七八九十"
#define T50 T10 T10 T10 T10 T10
#define T100 T50 T50

/* Where a unit and a person begin: an edit behind it is of that record. */
#define UNIT(id) "- id: " id "\n"
#define PERSON(id) "{id: " id ", "
#define LEAD(from, to) {"  - id: lead\n", from, to}
#define NO_LEAD {"  - id: lead\n", "role: lead", "role: core"}
#define TWO_LEADS {"  - id: m01\n", "role: core", "role: lead"}

/* An answer, and the agreement's clauses in other words. */
#define STATEMENT(key, to) {"\nstatements:", key ": true", key ": " to}
#define CLAUSES(text) {NULL, "clauses: {}", "clauses: {" text "}"}

#define NO_TASKS                                               \
	{"\ntech:", "  tasks:\n    - ", "  #tasks:\n    #- "}, \
	{"\ntech:", "    - {seq: 2", "    #- {seq: 2"},        \
	{"\ntech:", "    - {seq: 3", "    #- {seq: 3"},        \
	{"\ntech:", "    - {seq: 4", "    #- {seq: 4"}
#define NO_BOTTLENECKS                                           \
	{"\ntech:", "  bottlenecks:\n    - ", "  #b:\n    #- "}, \
	{"\ntech:", "    - {kind: common", "    #"},             \
	{"\ntech:", "    - {kind: common", "    #"},             \
	{"\ntech:", "    - {kind: transfer", "    #"}
#define NO_GOAL {"\nplan:", "    technical:", "    #"}
#define NO_MILESTONES                                                \
	{"\nplan:", "  milestones:\n    - ", "  #milestones:\n    #- "}, \
	{"\nplan:", "    - {period: 2027年", "    #"},                \
	{"\nplan:", "    - {period: 2028年", "    #"},                \
	{"\nplan:", "    - {period: 2029年", "    #"}
#define NO_STRUCTURE                                                               \
	{NULL, "  leading_group: [", "  leading_group: []\n  #"},                      \
	{NULL, "  expert_committee: [", "  expert_committee: []\n  #"},                \
	{NULL, "{name: 联合体秘书处, ", "{"},                                        \
	{NULL, "council: {enabled: true", "council: {enabled: false"}
#define REPORT(from, to) {"\nreports:", from, to}
#define NO_REPORT_LINE(key) REPORT("    " key ":", "    #")
#define NO_REPORTS                                                    \
	{NULL, "\nreports:\n  - year: 2026", "\nreports: []\n#"},        \
	NO_REPORT_LINE("cooperation"), NO_REPORT_LINE("resources"),   \
	NO_REPORT_LINE("rd"), NO_REPORT_LINE("transfer"),             \
	NO_REPORT_LINE("team"), NO_REPORT_LINE("talent"),             \
	NO_REPORT_LINE("problems"), NO_REPORT_LINE("needs"),          \
	NO_REPORT_LINE("next_plan"), NO_REPORT_LINE("dated")
#define NO_SUPPLEMENTS {NULL, "\nsupplements:\n  - ", "\nsupplements: []\n#"}

#endif
